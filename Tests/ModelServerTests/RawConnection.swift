import Foundation
import JSON

/// An HTTP answer as it came.
struct HTTPReply: Sendable {
    let status: Int
    let head: String
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSON { (try? JSON(parsing: body)) ?? .null }
    var error: JSON { json["error"] ?? .null }
}

/// A connection on which a test says what no client library would.
final class RawConnection: @unchecked Sendable {
    // One test uses it, from one thread at a time.
    private let descriptor: Int32

    struct Closed: Error {}

    init(port: Int, seconds: Int = 20, receiveBytes: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, socklen_t(MemoryLayout<Int32>.size))
        }
        var timeout = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
    }

    deinit { close(descriptor) }

    /// - Returns: false where the other side takes no more.
    @discardableResult func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Reads one answer.
    ///
    /// - Throws: `Closed` where the connection ends before.
    func reply(withoutBody: Bool = false) throws -> HTTPReply {
        var bytes: [UInt8] = []
        let blank = Array("\r\n\r\n".utf8)
        var headEnd: Int?
        var needed = Int.max
        while bytes.count < needed {
            var piece = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count > 0 else { throw Closed() }
            bytes += piece[..<count]
            if headEnd == nil, let range = bytes.firstRange(of: blank) {
                headEnd = range.upperBound
                let head = String(decoding: bytes[..<range.lowerBound], as: UTF8.self).lowercased()
                let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                let body = length.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
                needed = range.upperBound + (withoutBody ? 0 : body)
            }
        }
        let head = String(decoding: bytes[..<(headEnd ?? 0)], as: UTF8.self)
        return HTTPReply(
            status: Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0, head: head,
            body: Array(bytes[(headEnd ?? 0)...]))
    }

    /// Whether the other side closes without another byte, within the connection's time.
    func isClosed() -> Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, 0)
        return count == 0 || (count < 0 && errno == ECONNRESET)
    }

    func ask(_ method: String, _ path: String, _ body: [UInt8] = [], headers: [String: String] = [:]) throws
        -> HTTPReply
    {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.count)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        send(Array((head + "\r\n").utf8) + body)
        return try reply(withoutBody: method == "HEAD")
    }
}
