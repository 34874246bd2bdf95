public import Foundation

/// A request as it came in.
public struct LoopbackRequest: Sendable {
    public let method: String
    /// Path and query, as they were sent.
    public let target: String
    /// Names in small letters; the last of two equal ones wins.
    public let headers: [String: String]
    public let body: Data

    public var text: String { String(decoding: body, as: UTF8.self) }
}

/// What the server does with a request.
public enum LoopbackAnswer: Sendable {
    case respond(Int, headers: [String: String] = [:], Data = Data())
    /// Sends the bytes as they are and ends the connection: a broken answer.
    case cutOff(String)
    /// Says nothing and keeps the connection.
    case silence
    /// Answers 200 and becomes a pipe to another server on loopback, as a proxy does behind `CONNECT`.
    case tunnel(LoopbackServer)
    /// The same to a port that another program listens on.
    case tunnelToPort(UInt16)

    public static func text(_ status: Int, _ text: String, headers: [String: String] = [:]) -> LoopbackAnswer {
        .respond(status, headers: headers, Data(text.utf8))
    }
}

/// An HTTP server on loopback: a connection a request, each answered by `answer`. It closes with its last reference.
public final class LoopbackServer: @unchecked Sendable {
    // `heard` and `held` are touched under the lock alone; the listener is set once.
    private let lock = NSLock()
    private var heard: [LoopbackRequest] = []
    private var held: [Int32] = []
    private let listener: Int32
    private let port: UInt16
    /// `127.0.0.1:port`.
    public let authority: String

    public init(_ answer: @escaping @Sendable (LoopbackRequest) -> LoopbackAnswer) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        self.listener = listener
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        authority = "127.0.0.1:\(port)"
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                // Closed here alone, so that no other server gets the number while this thread still asks it.
                guard connection >= 0 else { return _ = close(listener) }
                Thread.detachNewThread { [weak self] in
                    guard let self else { return _ = close(connection) }
                    self.serve(connection, answer)
                }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in held { close(connection) }
    }

    public var url: String { "http://\(authority)" }

    /// Everything that was asked, in order.
    public var requests: [LoopbackRequest] { lock.withLock { heard } }

    private func serve(_ connection: Int32, _ answer: (LoopbackRequest) -> LoopbackAnswer) {
        guard let request = Self.read(connection) else { return _ = close(connection) }
        lock.withLock { heard.append(request) }
        switch answer(request) {
        case .silence:
            lock.withLock { held.append(connection) }
            return
        case .cutOff(let text): Self.write(connection, Data(text.utf8))
        case .tunnel(let server):
            Self.write(connection, Data("HTTP/1.1 200 OK\r\n\r\n".utf8))
            Self.relay(connection, server.port)
        case .tunnelToPort(let port):
            Self.write(connection, Data("HTTP/1.1 200 OK\r\n\r\n".utf8))
            Self.relay(connection, port)
        case .respond(let status, let headers, let body):
            var head = "HTTP/1.1 \(status) Status\r\nConnection: close\r\n"
            let length = request.method == "HEAD" ? headers["Content-Length"] ?? "0" : String(body.count)
            head += "Content-Length: \(length)\r\n"
            for (name, value) in headers where name != "Content-Length" { head += "\(name): \(value)\r\n" }
            Self.write(connection, Data((head + "\r\n").utf8) + (request.method == "HEAD" ? Data() : body))
        }
        close(connection)
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return address
    }

    /// Carries bytes both ways until one side ends.
    private static func relay(_ connection: Int32, _ port: UInt16) {
        let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(other) }
        var address = loopback(port: port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        var sides = [connection, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while isConnected, poll(&sides, 2, -1) > 0 {
            for (from, to) in [(0, 1), (1, 0)] where sides[from].revents != 0 {
                let count = Glibc.read(sides[from].fd, &buffer, buffer.count)
                guard count > 0 else { return }
                write(sides[to].fd, Data(buffer[..<count]))
            }
        }
    }

    private static func read(_ connection: Int32) -> LoopbackRequest? {
        var bytes = Data()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var head: (lines: [String], end: Int, length: Int)?
        while true {
            let count = Glibc.read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes.append(contentsOf: buffer[..<count])
            if head == nil, let end = bytes.firstRange(of: Data("\r\n\r\n".utf8)) {
                let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
                let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
                    .flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) }
                head = (lines, end.upperBound, length ?? 0)
            }
            if let head, bytes.count - head.end >= head.length {
                return request(head.lines, Data(bytes[head.end...]))
            }
        }
    }

    private static func request(_ lines: [String], _ body: Data) -> LoopbackRequest? {
        let words = lines[0].components(separatedBy: " ")
        guard words.count == 3 else { return nil }
        let headers = lines.dropFirst().map { line in
            let name = line.prefix { $0 != ":" }
            return (name.lowercased(), line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces))
        }
        return LoopbackRequest(
            method: words[0], target: words[1], headers: Dictionary(headers) { _, last in last }, body: body)
    }

    private static func write(_ connection: Int32, _ bytes: Data) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[(bytes.startIndex + sent)...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }
}
