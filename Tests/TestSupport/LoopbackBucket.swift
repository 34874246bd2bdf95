public import Foundation
internal import Synchronization

/// One S3 bucket on loopback, addressed by path: whole objects, ranges, conditions, listings.
public final class LoopbackBucket: Sendable {
    private struct State {
        var objects: [String: (bytes: Data, version: Int)] = [:]
        var writes = 0
    }

    private let name: String
    private let state = Mutex(State())

    public init(_ name: String = "sweeps") { self.name = name }

    /// The bytes of an object; setting them is another writer's put.
    public subscript(key: String) -> Data? {
        get { state.withLock { $0.objects[key]?.bytes } }
        set { state.withLock { Self.set(key, newValue, &$0) } }
    }

    public var keys: [String] { state.withLock { $0.objects.keys.sorted() } }

    public func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
        let path = String(request.target.prefix { $0 != "?" })
        guard path.hasPrefix("/\(name)/") else {
            return path == "/\(name)" || path == "/\(name)?" ? listing(of: request) : Self.missing
        }
        let key = String(path.dropFirst(name.count + 2)).removingPercentEncoding ?? ""
        switch request.method {
        case "GET" where key.isEmpty: return listing(of: request)
        case "GET", "HEAD": return read(key, request)
        case "PUT": return write(key, request)
        case "DELETE":
            self[key] = nil
            return .text(204, "")
        default: return .text(405, "<Error><Code>MethodNotAllowed</Code></Error>")
        }
    }

    private static let missing = LoopbackAnswer.text(404, "<Error><Code>NoSuchKey</Code></Error>")
    private static let failedCondition = LoopbackAnswer.text(412, "<Error><Code>PreconditionFailed</Code></Error>")

    private static func set(_ key: String, _ bytes: Data?, _ state: inout State) {
        state.writes += 1
        state.objects[key] = bytes.map { ($0, state.writes) }
    }

    private func read(_ key: String, _ request: LoopbackRequest) -> LoopbackAnswer {
        guard let object = state.withLock({ $0.objects[key] }) else { return Self.missing }
        let etag = "\"v\(object.version)\""
        if let wanted = request.headers["if-match"], wanted != etag { return Self.failedCondition }
        var headers = ["ETag": etag]
        if request.method == "HEAD" {
            headers["Content-Length"] = String(object.bytes.count)
            return .respond(200, headers: headers)
        }
        guard let range = request.headers["range"] else { return .respond(200, headers: headers, object.bytes) }
        let ends = range.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) }
        guard ends.count == 2, ends[0] < object.bytes.count else {
            return .text(416, "<Error><Code>InvalidRange</Code></Error>")
        }
        return .respond(206, headers: headers, object.bytes[ends[0]...min(ends[1], object.bytes.count - 1)])
    }

    private func write(_ key: String, _ request: LoopbackRequest) -> LoopbackAnswer {
        state.withLock { state in
            let known = state.objects[key].map { "\"v\($0.version)\"" }
            if request.headers["if-none-match"] == "*", known != nil { return Self.failedCondition }
            if let wanted = request.headers["if-match"], wanted != known {
                return known == nil ? Self.missing : Self.failedCondition
            }
            Self.set(key, request.body, &state)
            return .respond(200, headers: ["ETag": "\"v\(state.writes)\""])
        }
    }

    private func listing(of request: LoopbackRequest) -> LoopbackAnswer {
        let query = URLComponents(string: request.target)?.queryItems ?? []
        let prefix = query.first { $0.name == "prefix" }?.value ?? ""
        let found = state.withLock { $0.objects }.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }
        let contents = found.map { key, object in
            "<Contents><Key>\(key)</Key><ETag>\"v\(object.version)\"</ETag><Size>\(object.bytes.count)</Size></Contents>"
        }
        return .text(
            200, "<ListBucketResult><IsTruncated>false</IsTruncated>\(contents.joined())</ListBucketResult>")
    }
}
