import ArgumentParser
import JSON
import StepFunctionsEngine
import SweepEngines

/// `stepsweep results pull SWEEP`
struct Results: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the results of a sweep on AWS home.", subcommands: [Pull.self])

    struct Pull: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Merge a sweep's results into this store's.",
            discussion: """
                What is there already stays: results of other sweeps, promotions and models. Pulling twice, or while the sweep runs, is fine. Models stay on AWS; `promote` brings the one that it needs.

                EXAMPLES
                  stepsweep results pull digits
                  stepsweep results pull digits && stepsweep compare digits
                  # it was launched elsewhere, or over HTTP
                  stepsweep results pull digits --stack stepsweep
                """)

        @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
        @OptionGroup var store: StoreOptions
        @OptionGroup var place: SweepPlaceOptions
        @OptionGroup var output: OutputOptions

        mutating func run() async throws {
            let (folder, id) = try await place.find(sweep, in: store)
            guard let engine = try await Cloud.engine(of: id, in: folder) else {
                throw CommandFailure("error: \(id) runs on this machine: its results are here already", .usage)
            }
            let result = try await engine.pullResults(of: id)
            if output.json { return Terminal.write(result.text(.indented) + "\n") }
            Terminal.write(
                """
                \(id): \(result["succeeded"]?.int ?? 0) of \(result["trials"]?.int ?? 0) trials have a result here
                compare: stepsweep compare \(id)

                """)
        }
    }
}
