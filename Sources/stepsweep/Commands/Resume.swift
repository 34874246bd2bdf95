import ArgumentParser
import JSON
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
        try options.checkForAWS()
        let store = try store.openExisting()
        let resumption = try await engine.resume(id, retryFailed: retryFailed)
        if options.json {
            Terminal.write(resumption.json(of: id).stamped.text() + "\n")
        } else if !options.quiet {
            Terminal.say("\(id) " + resumption.words)
        }
        guard watch else { return }
        var following = SweepWatch(sweep: id, store: store, quiet: options.quiet, json: options.json)
        if case .redriven = resumption { following.isBehindRedrive = true }
        try await following.run()
    }
}

extension StepFunctionsEngine.Resumption {
    fileprivate var words: String {
        switch self {
        case .redriven(let run): "goes on where it was stopped (run \(run))"
        case .started(let run, let packs): "run \(run): \(packs) packs to run"
        }
    }

    fileprivate func json(of sweep: String) -> JSON {
        switch self {
        case .redriven(let run):
            ["event": "sweep.resumed", "sweep": .string(sweep), "run": .integer(run), "packs": .null, "redriven": true]
        case .started(let run, let packs):
            [
                "event": "sweep.resumed", "sweep": .string(sweep), "run": .integer(run), "packs": .integer(packs),
                "redriven": false,
            ]
        }
    }
}
