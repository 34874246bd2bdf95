internal import AsyncHTTPClient
internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore
public import ObjectStore
public import ResultStore
internal import ServiceLifecycle

/// Serves models over HTTP: predictions by the store's serving document, outcomes into its traffic database.
public struct ModelServer: Sendable {
    private let store: any ObjectStore
    private let traffic: TrafficStore
    private let settings: ServerSettings
    private let say: @Sendable (String) -> Void

    /// - Parameter say: gets a line where something changes that a person should know.
    public init(
        store: any ObjectStore, traffic: TrafficStore, settings: ServerSettings,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.traffic = traffic
        self.settings = settings
        self.say = say
    }

    /// Runs until `stop` returns; then it drains: readiness says no, requests that have begun are answered, what was seen is stored.
    ///
    /// - Parameter running: called with the port, once requests are answered.
    /// - Throws: `ServerFailure`, `ObjectStoreError`, `ResultStoreError`.
    public func run(
        until stop: @escaping @Sendable () async -> Void, running: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(2)
        configuration.connectionPool.retryConnectionEstablishment = false
        // A closed pipe, and a file that has reached its limit, are errors to answer with: no reason to end.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let client = HTTPClient(configuration: configuration)
        do {
            try await serve(client, until: stop, running: running)
        } catch {
            try? await client.shutdown()
            throw error
        }
        try? await client.shutdown()
    }

    private func serve(
        _ client: HTTPClient, until stop: @escaping @Sendable () async -> Void,
        running: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        let (state, metrics) = (ServingState(), ServerMetrics())
        let loader = ModelLoader(
            store: store, metrics: metrics, client: client, modelTimeoutSeconds: settings.modelSeconds)
        let watch = DocumentWatch(
            store: store, loader: loader, state: state, fallback: settings.fallback, say: say)
        let version = try await Self.begin(watch)
        let writer = TrafficWriter(store: traffic, say: say)
        let desk = ServerDesk(
            state: state, metrics: metrics, traffic: writer, token: settings.token,
            clock: { Date().timeIntervalSince1970 })
        let services = try group(desk, running: running)
        writer.start()
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                defer { tasks.cancelAll() }
                tasks.addTask { await watch.run(from: version, everySeconds: settings.pollSeconds) }
                tasks.addTask {
                    await stop()
                    guard !Task.isCancelled else { return }
                    state.drain()
                    try? await Task.sleep(for: .seconds(settings.drainSeconds))
                    await services.triggerGracefulShutdown()
                }
                try await services.run()
            }
        } catch let error as IOError {
            await Self.close(writer)
            throw error.errnoCode == EADDRINUSE
                ? ServerFailure.portTaken(settings.port)
                : ServerFailure.cantListen(host: settings.host, port: settings.port, cause: "\(error)")
        } catch {
            await Self.close(writer)
            throw ServerFailure.cantListen(host: settings.host, port: settings.port, cause: "\(error)")
        }
        await Self.close(writer)
    }

    private static func begin(_ watch: DocumentWatch) async throws -> ObjectVersion? {
        do {
            return try await OwnThread.run { try watch.begin() }
        } catch let refusal as ModelLoader.Refusal {
            throw ServerFailure.notServable("\(refusal)")
        }
    }

    private static func close(_ writer: TrafficWriter) async { _ = try? await OwnThread.run { writer.close() } }

    private func group(
        _ desk: ServerDesk, running: @escaping @Sendable (_ port: Int) async -> Void
    ) throws -> ServiceGroup {
        let quiet = Logger(label: "stepsweep") { _ in SwiftLogNoOpLogHandler() }
        let most = settings.mostBodyBytes
        let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
            let answer = await desk.answer(Self.request(request, most: most))
            return Self.response(
                answer, withoutBody: request.method == .head, closes: desk.state.now.isDraining || answer.status == 413)
        }
        let application = Application(
            responder: responder, server: try settings.builder(),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: .maximum(settings.mostConnections, logger: quiet)),
            onServerRunning: { channel in await running(channel.localAddress?.port ?? 0) }, logger: quiet)
        var configuration = ServiceGroupConfiguration(services: [application], logger: quiet)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.farewellSeconds)
        return ServiceGroup(configuration: configuration)
    }
}
