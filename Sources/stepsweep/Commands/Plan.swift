import ArgumentParser
import JSON
import SweepCompiler
import SweepModel

/// `stepsweep plan FILE`
struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what a sweep file means, offline: trials, packs, lanes, limits, state machine.",
        discussion: """
            A grid that is too large to launch is counted all the same. Two runs give the same bytes.

            EXAMPLES
              stepsweep plan experiments/digits/sweep.yaml
              stepsweep plan experiments/digits/sweep.yaml --asl     the state machine that `launch` runs
              stepsweep plan experiments/digits/sweep.yaml --json    everything
            """)

    @Argument(help: "The sweep file.") var file: String
    @Option(help: ArgumentHelp("At most so many trials.", valueName: "count")) var runCap: Int?
    @Flag(help: "Print the compiled state machine.") var asl = false
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if let runCap, runCap < 1 { throw ValidationError("--run-cap: must be 1 or more, received \(runCap)") }
        if asl && output.json { throw ValidationError("--asl and --json: choose one of them") }
    }

    mutating func run() async throws {
        let loaded = try await LoadedSweep(path: file, runCap: runCap)
        loaded.warnings.forEach { Terminal.say($0.description) }
        let compilation = try loaded.compile()
        if asl {
            guard let compiled = compilation.launchable else {
                throw CommandFailure("error: no state machine: \(compilation.plan.refusal ?? "")", .failure)
            }
            Terminal.write(String(decoding: compiled.machineBytes, as: UTF8.self))
        } else if output.json {
            Terminal.write(try document(compilation).text(.indented) + "\n")
        } else {
            Terminal.write(PlanDescription(compilation.plan).text)
        }
    }

    private func document(_ compilation: SweepCompiler.Compilation) throws -> JSON {
        [
            "schema": "stepsweep.plan", "version": 1, "plan": try JSON(encoding: compilation.plan),
            "stateMachine": try compilation.launchable.map { try JSON(parsing: $0.machineBytes) } ?? .null,
            "manifest": compilation.launchable.map { .array($0.manifest.map(\.json)) } ?? [],
        ]
    }
}
