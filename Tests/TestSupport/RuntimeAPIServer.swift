import Foundation

/// What the server was told, in the order of the calls.
public struct RuntimeAPICall: Sendable, Equatable {
    public let method: String
    public let path: String
    /// `Lambda-Runtime-Function-Error-Type`.
    public let errorType: String?
    public let body: String

    public init(method: String, path: String, errorType: String?, body: String) {
        self.method = method
        self.path = path
        self.errorType = errorType
        self.body = body
    }
}

/// An event that the server hands out.
public struct RuntimeAPIEvent: Sendable {
    public var requestID: String?
    public var deadlineMilliseconds: Int?
    public var traceID: String?
    public var body: String

    public init(_ body: String, requestID: String?, deadlineMilliseconds: Int? = nil, traceID: String? = nil) {
        self.body = body
        self.requestID = requestID
        self.deadlineMilliseconds = deadlineMilliseconds
        self.traceID = traceID
    }
}

/// Lambda's Runtime API on loopback: it hands out events one by one and writes down what it hears.
///
/// When the events are used up it closes its door, which ends the runtime under test.
public final class RuntimeAPIServer: @unchecked Sendable {
    // `calls` and `events` are touched under the lock alone; the descriptors are set once.
    private let lock = NSLock()
    private var heard: [RuntimeAPICall] = []
    private var events: [RuntimeAPIEvent]
    private let listener: Int32
    /// A host and a port, as in `AWS_LAMBDA_RUNTIME_API`.
    public let endpoint: String

    public init(events: [RuntimeAPIEvent]) throws {
        self.events = events
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        self.listener = listener
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        endpoint = "127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        Thread.detachNewThread { [self] in serve() }
    }

    public var calls: [RuntimeAPICall] { lock.withLock { heard } }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            // Every answer closes its connection, so that one thread serves the runtime, which asks one thing at a time.
            let goesOn = answer(connection)
            close(connection)
            if !goesOn { break }
        }
        close(listener)
    }

    private func answer(_ connection: Int32) -> Bool {
        guard let request = Self.readRequest(connection) else { return true }
        let lines = request.head.components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ").map(String.init)
        guard words.count >= 2 else { return true }
        let errorType = lines.first { $0.lowercased().hasPrefix("lambda-runtime-function-error-type:") }
            .map { String($0.drop { $0 != ":" }.dropFirst()).trimmingCharacters(in: .whitespaces) }
        lock.withLock {
            heard.append(
                RuntimeAPICall(method: words[0], path: words[1], errorType: errorType, body: request.body))
        }
        guard words[1].hasSuffix("/invocation/next") else {
            Self.write(connection, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return true
        }
        guard let event = lock.withLock({ events.isEmpty ? nil : events.removeFirst() }) else { return false }
        var head = "HTTP/1.1 200 OK\r\nContent-Length: \(event.body.utf8.count)\r\nConnection: close\r\n"
        if let requestID = event.requestID { head += "Lambda-Runtime-Aws-Request-Id: \(requestID)\r\n" }
        if let deadline = event.deadlineMilliseconds { head += "Lambda-Runtime-Deadline-Ms: \(deadline)\r\n" }
        if let traceID = event.traceID { head += "Lambda-Runtime-Trace-Id: \(traceID)\r\n" }
        Self.write(connection, head + "\r\n" + event.body)
        return true
    }

    private static func readRequest(_ connection: Int32) -> (head: String, body: String)? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let head = String(text[..<end.lowerBound])
            let body = String(text[end.upperBound...])
            let length =
                head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) } ?? 0
            if body.utf8.count >= length { return (head, body) }
        }
    }

    private static func write(_ connection: Int32, _ text: String) {
        let bytes = Array(text.utf8)
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
