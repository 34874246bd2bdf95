import ArgumentParser
import JSON
import StepFunctionsEngine
import SweepCompiler
import SweepModel

/// `stepsweep plan FILE`
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what a sweep file means, offline: trials, packs, lanes, limits, state machine, price.",
        discussion: """
            Only data at s3:// addresses are asked for over the network. A grid that is too large to launch is counted all the same. Two runs give the same bytes.

            EXAMPLES
              stepsweep plan experiments/digits/sweep.yaml
              stepsweep plan sweep.yaml --asl       the state machine that `launch` runs
              stepsweep plan sweep.yaml --json      everything
              stepsweep plan sweep.yaml --on aws    and what it costs and takes there
            """)

    @Argument(help: "The sweep file.") var file: String
    @Option(parsing: .unconditional, help: ArgumentHelp("At most so many trials.", valueName: "count")) var runCap: Int?
    @Flag(help: "Print the compiled state machine; with --on aws the price goes to standard error.") var asl = false
    @Option(help: "`aws` adds price and time there; offline all the same (see `stepsweep prices`).")
    var on = LaunchPlace.here
    @Option(
        help: ArgumentHelp(
            "Whose prices: an AWS region; without it AWS_REGION, the profile's, or us-east-1.", valueName: "name"))
    var region: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if let runCap, runCap < 1 { throw ValidationError("--run-cap: must be 1 or more, received \(runCap)") }
        if region == "" { throw ValidationError("--region: must name an AWS region, received nothing") }
        if region != nil && on == .here { throw ValidationError("--region: only with --on aws") }
        if asl && output.json { throw ValidationError("--asl and --json: choose one of them") }
    }

    mutating func run() async throws {
        let loaded = try await LoadedSweep(path: file, runCap: runCap)
        loaded.warnings.forEach { Terminal.say($0.description) }
        let prices =
            on == .aws ? try KnownPrices(folder: store.folder).table(region: KnownPrices.region(given: region)) : nil
        let compilation = try loaded.compile(prices: prices)
        if on == .aws { tellObstacles(loaded, compilation) }
        let price = prices.flatMap { compilation.plan.price(with: $0) }
        if asl {
            guard let compiled = compilation.launchable else {
                throw CommandFailure("error: no state machine: \(compilation.plan.refusal ?? "")", .failure)
            }
            // Standard output is the machine's alone.
            if let price { Terminal.say(PriceDescription(price).lines.joined(separator: "\n")) }
            Terminal.write(String(decoding: compiled.machineBytes, as: UTF8.self))
        } else if output.json {
            Terminal.write(try document(compilation, price).text(.indented) + "\n")
        } else {
            let description = PlanDescription(compilation.plan, isPriced: price != nil)
            Terminal.write(description.text + (price.map { PriceDescription($0).text } ?? ""))
        }
    }

    /// What `launch --on aws` would refuse from this shell, or warn of, though the file is right.
    private func tellObstacles(_ loaded: LoadedSweep, _ compilation: SweepCompiler.Compilation) {
        loaded.doubtsOnAWS.forEach { Terminal.say("warning: \($0)") }
        for name in loaded.variablesNotSet {
            Terminal.say("warning: environment: \(name) is not set in this shell; `launch --on aws` needs its value")
        }
        guard let work = compilation.launchable?.work else { return }
        do {
            try StepFunctionsEngine.checkProgramCanTravel(work)
        } catch {
            Terminal.say("warning: program: \(error)")
        }
    }

    private func document(_ compilation: SweepCompiler.Compilation, _ price: PlanPrice?) throws -> JSON {
        var members: [String: JSON] = [
            "schema": "stepsweep.plan", "version": 1, "plan": try JSON(encoding: compilation.plan),
            "stateMachine": try compilation.launchable.map { try JSON(parsing: $0.machineBytes) } ?? .null,
            "manifest": compilation.launchable.map { .array($0.manifest.map(\.json)) } ?? [],
        ]
        if let price { members["price"] = try JSON(encoding: price) }
        return .object(members)
    }
}
