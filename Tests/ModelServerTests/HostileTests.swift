import Foundation
import JSON
import ObjectStore
import TestSupport
import Testing

@testable import ModelServer

@Suite("Requests that mean no good") struct HostileTests {
    @Test("Each has its status, and the server goes on")
    func statuses() async throws {
        let world = try await ServerWorld.opposites()
        let table: [(method: String, path: String, body: String, type: String, status: Int)] = [
            ("POST", "/predict", "{", "application/json", 400), ("POST", "/predict", #"{"features":[1]}"#, "", 400),
            ("POST", "/predict", #"{"features":[1,NaN]}"#, "application/json", 400),
            ("POST", "/predict", #"{"features":[1,"2"]}"#, "application/json", 400),
            ("POST", "/predict", #"{"features":[1,null]}"#, "application/json", 400),
            ("POST", "/predict", #"{"features":[1,1e400]}"#, "application/json", 400),
            ("POST", "/predict", #"{"features":[1e308,-1e308]}"#, "application/json", 400),
            ("POST", "/predict", #"{"features":{"a":1}}"#, "application/json", 400),
            ("POST", "/predict", #"{"unit":"\#(String(repeating: "u", count: 300))","features":[1,2]}"#, "", 400),
            ("POST", "/predict", "a,b\n1,\n", "text/csv", 400), ("POST", "/predict", "<x/>", "application/xml", 415),
            ("POST", "/outcome", "a", "text/csv", 415), ("GET", "/predict", "", "", 405),
            ("PUT", "/outcome", "", "", 405),
            ("DELETE", "/document", "", "", 405), ("POST", "/healthz", "", "", 405), ("GET", "/", "", "", 404),
            ("GET", "/../../etc/passwd", "", "", 404), ("GET", "/%2e%2e/document", "", "", 404),
            ("GET", "//document", "", "", 404), ("GET", "/document/", "", "", 404), ("GET", "/Document", "", "", 404),
            ("GET", "/traffic.sqlite", "", "", 404), ("GET", "/document?x=1", "", "", 200),
            ("HEAD", "/healthz", "", "", 200),
            (
                "POST", "/predict", #"{"rows":[\#(String(repeating: #"{"features":[1,2]},"#, count: 10_000))1]}"#, "",
                413
            ),
        ]
        for row in table {
            let reply = try await world.ask(
                row.method, row.path, row.body, headers: row.type.isEmpty ? [:] : ["Content-Type": row.type])
            #expect(reply.status == row.status, "\(row.method) \(row.path) \(row.body.prefix(40)): \(reply.text)")
            if row.status >= 400 { #expect(reply.error["fix"]?.string?.isEmpty == false, "\(reply.text)") }
        }
        #expect(try await world.predict("u1").status == 200)
        try await world.stop()
    }

    @Test("What is no HTTP is answered with 400 or closed")
    func noHTTP() async throws {
        let world = try await ServerWorld.opposites()
        let port = world.port
        for text in [
            "hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\u{0} HTTP/1.1\r\n\r\n",
            "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
            "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 100_000) + "\r\n\r\n",
        ] {
            try await OwnThread.run {
                let connection = try RawConnection(port: port, seconds: 5)
                connection.send(text)
                let status = (try? connection.reply())?.status
                #expect(status == nil || (400..<500).contains(status ?? 0), "\(text.prefix(40)): \(status ?? 0)")
            }
        }
        #expect(try await world.predict("u1").status == 200)
        try await world.stop()
    }

    @Test("A hundred megabytes are refused before they are read, declared or not, and memory stays")
    func large() async throws {
        let world = try await ServerWorld.opposites()
        let port = world.port
        let before = try Self.residentMiB()
        for declared in [true, false] {
            let status = try await OwnThread.run {
                let connection = try RawConnection(port: port)
                let length = declared ? "Content-Length: 104857600" : "Transfer-Encoding: chunked"
                connection.send("POST /predict HTTP/1.1\r\nHost: x\r\n\(length)\r\n\r\n")
                let chunk = [UInt8](repeating: 0x20, count: 1 << 20)
                for _ in 0..<100 {
                    if !declared { connection.send("100000\r\n") }
                    if !connection.send(chunk) { break }
                    if !declared { connection.send("\r\n") }
                }
                return (try? connection.reply())?.status
            }
            // A client that goes on sending may find the connection closed before it reads.
            #expect(status == 413 || status == nil)
        }
        let declared = try await OwnThread.run {
            let connection = try RawConnection(port: port)
            connection.send("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 104857600\r\n\r\n")
            return try connection.reply()
        }
        #expect(declared.status == 413)
        #expect(declared.error["allowed"]?.string?.contains("--max-body") == true)
        #expect(try Self.residentMiB() - before < 64)
        #expect(try await world.predict("u1").status == 200)
        try await world.stop()
    }

    @Test("A client that is slow with its body gets 408")
    func slow() async throws {
        let world = try await ServerWorld.opposites { $0.requestSeconds = 0.3 }
        let port = world.port
        let reply = try await OwnThread.run {
            let connection = try RawConnection(port: port)
            connection.send("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{")
            let reply = try connection.reply()
            #expect(connection.isClosed())
            return reply
        }
        #expect(reply.status == 408)
        #expect(reply.error["allowed"]?.string?.contains("--request-timeout") == true)
        #expect(try await world.predict("u1").status == 200)
        try await world.stop()
    }

    @Test("A client that says nothing, or never ends its header, is closed")
    func silent() async throws {
        let world = try await ServerWorld.opposites { $0.idleSeconds = 0.3 }
        let port = world.port
        try await OwnThread.run {
            for text in ["", "GET /healthz HT", "GET /healthz HTTP/1.1\r\nX: y\r\n"] {
                let connection = try RawConnection(port: port)
                connection.send(text)
                #expect(connection.isClosed(), "\(text)")
            }
        }
        #expect(try await world.predict("u1").status == 200)
        try await world.stop()
    }

    @Test("A client that doesn't take its answer is closed")
    func unread() async throws {
        let world = try await ServerWorld.opposites { $0.idleSeconds = 0.5 }
        let port = world.port
        let rows = [String](repeating: #"{"features":[1,2]}"#, count: 10_000).joined(separator: ",")
        try await OwnThread.run {
            let connection = try RawConnection(port: port, receiveBytes: 4096)
            let body = Array("{\"rows\":[\(rows)]}".utf8)
            let request =
                Array("POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
            // The system's own buffers hold some megabytes of answers, and no more.
            let sent = (0..<12).prefix { _ in connection.send(request) }.count
            Thread.sleep(forTimeInterval: 2)
            let answers = (0..<12).prefix { _ in (try? connection.reply()) != nil }.count
            #expect(sent < 12 || answers < 12)
        }
        #expect(try await world.predict("u1").status == 200)
        try await world.stop()
    }

    @Test("A thousand idle connections keep nobody away")
    func idle() async throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(4096, limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let world = try await ServerWorld.opposites()
        let port = world.port
        let before = try Self.residentMiB()
        let connections = try await OwnThread.run { try (0..<1_000).map { _ in try RawConnection(port: port) } }
        for unit in 0..<20 { #expect(try await world.predict("u\(unit)").status == 200) }
        #expect(try Self.residentMiB() - before < 128)
        withExtendedLifetime(connections) {}
        try await world.stop()
    }

    @Test("Connections above the cap wait until one ends")
    func cap() async throws {
        let world = try await ServerWorld.opposites { $0.mostConnections = 2 }
        let port = world.port
        let third = try await OwnThread.run { () -> HTTPReply in
            var first = [try RawConnection(port: port), try RawConnection(port: port)]
            for connection in first { #expect(try connection.ask("GET", "/healthz").status == 200) }
            let third = try RawConnection(port: port)
            third.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            first.removeFirst()
            return try third.reply()
        }
        #expect(third.status == 200)
        try await world.stop()
    }

    @Test("Without the token there is no answer, but for the probes")
    func token() async throws {
        let secret = "0123456789abcdef"
        let world = try await ServerWorld.opposites { $0.token = BearerToken(secret) }
        for header in [nil, "Bearer ", "Bearer 0123456789abcdeF", "Bearer \(secret)x", "Basic \(secret)", secret] {
            let headers = header.map { ["Authorization": $0] } ?? [:]
            for (method, path) in [
                ("POST", "/predict"), ("POST", "/outcome"), ("GET", "/metrics"), ("GET", "/document"),
            ] {
                let reply = try await world.ask(method, path, headers: headers)
                #expect(reply.status == 401)
                #expect(!reply.text.contains(secret))
            }
        }
        #expect(try await world.ask("GET", "/healthz").status == 200)
        #expect(try await world.ask("GET", "/readyz").status == 200)
        for scheme in ["Bearer", "bearer"] {
            let reply = try await world.ask(
                "POST", "/predict", #"{"features":[1,0]}"#, headers: ["Authorization": "\(scheme) \(secret)"])
            #expect(reply.status == 200)
        }
        #expect(BearerToken("short") == nil && BearerToken("with a blank in it here") == nil)
        try await world.stop()
    }

    /// Of this process, which holds the server and its clients.
    private static func residentMiB() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0) / 1024
    }
}
