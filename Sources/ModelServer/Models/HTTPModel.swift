internal import AsyncHTTPClient
internal import JSON
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// A user's model behind an address.
final class HTTPModel: Sendable {
    let url: String
    private let client: HTTPClient
    private let timeoutSeconds: Double
    private let waiting = Atomic(0)

    /// Requests that may wait for it at once.
    private static let mostWaiting = 256

    init(url: String, client: HTTPClient, timeoutSeconds: Double) {
        self.url = url
        self.client = client
        self.timeoutSeconds = timeoutSeconds
    }

    func answer(_ rows: [PredictRow]) async throws(RequestProblem) -> [RowAnswer] {
        let question = try ForeignModel.question(rows)
        let before = waiting.add(1, ordering: .relaxed).oldValue
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard before < Self.mostWaiting else { throw ForeignModel.busy(name, waiting: before) }
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: question))
        return try ForeignModel.answers(await send(request), to: rows, of: name)
    }

    /// Without what an address may carry of secrets.
    private var name: String { String(url.prefix { $0 != "?" }.split(separator: "@").last ?? "") }

    private func send(_ request: HTTPClientRequest) async throws(RequestProblem) -> [UInt8] {
        let status: UInt
        let body: ByteBuffer
        do {
            let response = try await client.execute(
                request, timeout: .milliseconds(Int64(timeoutSeconds * 1000)))
            status = response.status.code
            body = try await response.body.collect(upTo: ForeignModel.longestAnswer)
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout {
            throw ForeignModel.timeout(name, seconds: timeoutSeconds)
        } catch let error as HTTPClientError where error == .connectTimeout {
            throw ForeignModel.timeout(name, seconds: timeoutSeconds)
        } catch {
            throw ForeignModel.failure(name, "it can't be reached", "\(error)")
        }
        guard status == 200 else {
            throw ForeignModel.failure(name, "it answered with another status than 200", "\(status)")
        }
        return Array(body.readableBytesView)
    }
}
