import ArgumentParser
import SweepEngines
import SweepModel

/// `stepsweep watch SWEEP`
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follow a running sweep until it ends.",
        discussion: """
            Ctrl-C ends the watching, not the sweep.

            EXAMPLES
              stepsweep watch digits
              # it was launched elsewhere, or over HTTP
              stepsweep watch digits --stack stepsweep
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var place: SweepPlaceOptions

    mutating func run() async throws {
        let (folder, id) = try await place.find(sweep, in: store)
        try await SweepWatch(sweep: id, store: folder).run()
    }
}
