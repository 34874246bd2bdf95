internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Serves pages on this machine alone, until SIGINT or SIGTERM.
public struct PageServer: Sendable {
    /// The port can't be listened on.
    public struct Unavailable: Error, Sendable, Equatable {
        public let port: Int
        public let isTaken: Bool
        public let cause: String
    }

    private let desk: PageDesk
    private let port: Int

    /// - Parameter port: 0 lets the system choose one.
    public init(_ library: PageLibrary, port: Int) {
        desk = PageDesk(library)
        self.port = port
    }

    /// - Parameter running: called with the port, once requests are answered.
    /// - Throws: `Unavailable`.
    public func run(running: @escaping @Sendable (_ port: Int) async -> Void) async throws {
        let desk = desk
        let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
            let isHead = request.method == .head
            return Self.response(await desk.answer(Self.request(request)), withoutBody: isHead)
        }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in await running(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "stepsweep") { _ in SwiftLogNoOpLogHandler() })
        do {
            try await application.runService()
        } catch let error as IOError {
            throw Unavailable(port: port, isTaken: error.errnoCode == EADDRINUSE, cause: "\(error)")
        }
    }

    private static func request(_ request: Request) -> PageRequest {
        PageRequest(
            method: request.method.rawValue, path: request.head.path ?? "/", host: request.head.authority,
            knownTag: request.headers[.ifNoneMatch])
    }

    private static func response(_ answer: PageAnswer, withoutBody: Bool) -> Response {
        var headers = HTTPFields()
        for (name, value) in answer.headers.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let bytes = Array(answer.body.utf8)
        headers[.contentLength] = answer.status == 304 ? nil : String(bytes.count)
        let body =
            withoutBody || answer.status == 304 ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        return Response(status: .init(code: answer.status), headers: headers, body: body)
    }
}
