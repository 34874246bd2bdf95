import ArgumentParser
import Decisions
import Foundation
import ModelServer
import ObjectStore
import ResultStore
import SweepModel

/// `stepsweep serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer predictions over HTTP, by the champion or by an A/B test.",
        discussion: """
            Which model answers whom is in the store's serving document, which promotions and A/B tests write; a change of it is taken up without a restart. What the server sees goes to traffic.sqlite. SIGTERM drains: requests that have begun are answered, what was seen is stored, then it ends with 0. docs/serving.md describes requests, answers and every status.

            EXAMPLES
              stepsweep serve
              stepsweep serve --model challenger --port 8080
              stepsweep serve --host 0.0.0.0 --token-file token \\
                --tls-certificate chain.pem --tls-key key.pem
            """)

    @Option(
        parsing: .unconditional,
        help: "A version's number, or an alias, served while the store has no serving document; champion without it.")
    var model: String?
    @Option(
        help: ArgumentHelp(
            "Seconds between looks at the guardrails of a test, which end it where one is breached.",
            valueName: "seconds"))
    var guardrailSeconds = 60.0
    @OptionGroup var server: ServerOptions
    @OptionGroup var store: StoreOptions

    mutating func validate() throws {
        guard (1...3_600).contains(guardrailSeconds) else {
            throw ValidationError("--guardrail-seconds: must be from 1 to 3600, received \(guardrailSeconds)")
        }
    }

    mutating func run() async throws {
        var settings = try server.settings()
        let folder = try store.openExisting()
        settings.fallback = try Self.fallback(model, in: folder)
        let traffic = try TrafficStore(path: folder.root + "/" + StoreKey.traffic, access: .writing)
        OpenFiles.raise(to: settings.mostConnections + 256)
        let (stopped, continuation) = AsyncStream.makeStream(of: Void.self)
        let interruption = Interruption { continuation.finish() }
        GuardrailWatch(store: folder, seconds: guardrailSeconds).start()
        let isSecret = settings.token != nil
        let address = (settings.tls == nil ? "http://" : "https://") + settings.host
        let isLoopback = ["127.0.0.1", "localhost", "::1"].contains(settings.host)
        try await ModelServer(store: folder, traffic: traffic, settings: settings) { Terminal.say($0) }.run(
            until: { for await _ in stopped {} },
            running: { port in
                Terminal.tell("\(address):\(port)/\n")
                if !isSecret, !isLoopback {
                    Terminal.say("warning: everybody who reaches \(address) may ask; --token-file asks for a token")
                }
                Terminal.say("serving until Ctrl-C")
            })
        withExtendedLifetime(interruption) {}
    }

    /// A store with a serving document needs no model named.
    private static func fallback(_ model: String?, in folder: FolderStore) throws -> ServingDocument? {
        let hasDocument = try folder.exists(StoreKey.serving)
        guard !hasDocument || model != nil else { return nil }
        if hasDocument {
            Terminal.say("the store has a serving document; --model would be served only without one")
        }
        return try ServingFallback.document(of: model, in: Registry(store: folder))
    }
}

/// How many files this process may have open.
private enum OpenFiles {
    /// Raises the limit as far as the system lets us: each connection is a file.
    static func raise(to count: Int) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < rlim_t(count)
        else { return }
        limit.rlim_cur = min(rlim_t(count), limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
