import ArgumentParser
import StepFunctionsEngine
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
    @Flag(help: "Follow a sweep on AWS until it ends.") var watch = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var place: SweepPlaceOptions
    @OptionGroup var options: RunOptions

    mutating func run() async throws {
        let (folder, id) = try await place.find(sweep, in: store)
        if let engine = try await Cloud.engine(of: id, in: folder) { return try await resume(id, on: engine) }
        try await SweepRun(store: folder, sweep: id, options: options, retryFailed: retryFailed).run()
    }

    private func resume(_ id: String, on engine: StepFunctionsEngine) async throws {
        let (isQuiet, store) = (options.quiet, try store.openExisting())
        switch try await engine.resume(id, retryFailed: retryFailed) {
        case .redriven(let run):
            if !isQuiet { Terminal.say("\(id) goes on where it was stopped (run \(run))") }
        case .started(let run, let packs):
            if !isQuiet { Terminal.say("\(id) run \(run): \(packs) packs to run") }
        }
        if watch { try await SweepWatch(sweep: id, store: store, quiet: isQuiet).run() }
    }
}
