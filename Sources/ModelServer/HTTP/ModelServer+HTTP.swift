internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension ModelServer {
    private static let idempotencyKey = HTTPField.Name("Idempotency-Key")

    static func request(_ request: Request, most: Int) -> ServerRequest {
        ServerRequest(
            method: request.method.rawValue, path: String((request.head.path ?? "/").prefix { $0 != "?" }),
            contentType: request.headers[.contentType], authorization: request.headers[.authorization],
            idempotencyKey: idempotencyKey.flatMap { request.headers[$0] },
            body: { () async throws(RequestProblem) in try await body(of: request, most: most) })
    }

    /// Reads no more than may be there.
    private static func body(of request: Request, most: Int) async throws(RequestProblem) -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > most {
            throw tooLarge("\(length) bytes", most)
        }
        do {
            let buffer = try await request.body.collect(upTo: most)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge("more than \(most) bytes", most)
        } catch {
            throw RequestProblem(
                400, "body", "the body ended before its end", fix: "send as many bytes as Content-Length says")
        }
    }

    private static func tooLarge(_ received: String, _ most: Int) -> RequestProblem {
        RequestProblem(
            413, "body", "the body is too large", received: received, allowed: "\(most) bytes (--max-body)",
            fix: "send fewer rows a request")
    }

    static func response(_ answer: ServerAnswer, withoutBody: Bool, closes: Bool) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = answer.contentType
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        headers[.contentLength] = String(answer.body.count)
        if closes { headers[.connection] = "close" }
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: withoutBody ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
