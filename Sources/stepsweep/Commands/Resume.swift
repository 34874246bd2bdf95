import ArgumentParser
import SweepEngines

/// `stepsweep resume SWEEP`
struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run what a sweep still misses; finished trials are kept.",
        discussion: """
            EXAMPLES
              stepsweep resume digits
              stepsweep resume digits --retry-failed
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id.") var sweep: String
    @Flag(help: "Run failed trials again too.") var retryFailed = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var options: RunOptions

    mutating func run() async throws {
        let folder = try store.openExisting()
        let id = try SweepCatalog(store: folder).resolve(sweep)
        try await SweepRun(store: folder, sweep: id, options: options, retryFailed: retryFailed).run()
    }
}
