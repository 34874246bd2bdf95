import ArgumentParser
import SweepEngines
import SweepModel

/// `stepsweep watch SWEEP`
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follow a running sweep until it ends.",
        discussion: """
            Ctrl-C ends the watching, not the sweep.

            EXAMPLE
              stepsweep watch digits
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
    @OptionGroup var store: StoreOptions

    mutating func run() async throws {
        let folder = try store.openExisting()
        let id = try SweepCatalog(store: folder).resolve(sweep)
        try await SweepWatch(sweep: id, store: folder).run()
    }
}
