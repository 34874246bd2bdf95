import Foundation
import TestSupport
import Testing

@testable import AWS

/// tools/aws-rig/verify_signatures.py, which signs each request again with botocore.
private final class Verifier: @unchecked Sendable {
    // The process is set once and ended once.
    private let process = Process()
    private let input = Pipe()
    let authority: String

    /// Why there is none here, or `nil` where there is.
    static let problem: String? = {
        let result = try? run("/usr/bin/env", ["python3", "-c", "import botocore"])
        return result?.exitCode == 0 ? nil : "python3 has no botocore here: pip install botocore==1.43.11"
    }()

    init(now: Date, token: String?) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "python3", projectFolder + "/tools/aws-rig/verify_signatures.py", "--access-key",
                exampleKeys.accessKeyID, "--secret-key", exampleKeys.secretAccessKey, "--now",
                String(now.timeIntervalSince1970), "--service", "s3",
            ] + (token.map { ["--token", $0] } ?? [])
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte != Data("\n".utf8) {
            line += byte
        }
        authority = "127.0.0.1:" + String(decoding: line, as: UTF8.self)
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

/// One way to change a signed request on its way.
struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    let change: @Sendable (inout HTTPRequest) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout HTTPRequest) -> Void) {
        self.name = name
        self.change = change
    }

    var testDescription: String { name }

    private static func replace(_ header: String, _ old: String, _ new: String) -> @Sendable (inout HTTPRequest) -> Void
    {
        { $0.setHeader(header, $0.header(header)?.replacingOccurrences(of: old, with: new)) }
    }

    static let all = [
        Tampering("another method") { $0.method = "POST" },
        Tampering("another path") { $0.path = "/bucket/other" },
        Tampering("the path's letters in capitals") { $0.path = $0.path.uppercased() },
        Tampering("a slash more in the path") { $0.path += "/" },
        Tampering("a dot segment in the path") { $0.path = "/bucket/./a%20key%2B" },
        Tampering("a plus for an encoded plus") { $0.path = $0.path.replacingOccurrences(of: "%2B", with: "+") },
        Tampering("another value in the query") { $0.query = $0.query.replacingOccurrences(of: "=2", with: "=3") },
        Tampering("a name more in the query") { $0.query += "&acl=" },
        Tampering("a name less in the query") { $0.query = "partNumber=2" },
        Tampering("another byte in the body") { $0.body[0] ^= 1 },
        Tampering("a shorter body") { $0.body.removeLast() },
        Tampering("a longer body") { $0.body.append(0) },
        Tampering("another host") { $0.setHeader("Host", "s3.eu-central-1.amazonaws.com") },
        Tampering("another value in a signed header") { $0.setHeader("x-amz-meta-owner", "somebody else") },
        Tampering("a signed header taken away") { $0.setHeader("x-amz-meta-owner", nil) },
        Tampering("an unsigned header of Amazon's added") { $0.headers.append(.init("x-amz-acl", "public-read")) },
        Tampering("a second value for a signed header") { $0.headers.append(.init("x-amz-meta-owner", "more")) },
        Tampering("a date one second later") { $0.setHeader("X-Amz-Date", "20231114T221321Z") },
        Tampering("a date of yesterday") { $0.setHeader("X-Amz-Date", "20231113T221320Z") },
        Tampering("another session token") { $0.setHeader("X-Amz-Security-Token", "other-token") },
        Tampering("no session token") { $0.setHeader("X-Amz-Security-Token", nil) },
        Tampering("an unsigned payload") { $0.setHeader("X-Amz-Content-SHA256", "UNSIGNED-PAYLOAD") },
        Tampering("another region in the scope", replace("Authorization", "eu-central-1", "us-east-1")),
        Tampering("another service in the scope", replace("Authorization", "/s3/", "/states/")),
        Tampering("another day in the scope", replace("Authorization", "20231114", "20231115")),
        Tampering("another access key", replace("Authorization", "AKIDEXAMPLE", "AKIDOTHER")),
        Tampering("another algorithm", replace("Authorization", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1")),
        Tampering("fewer signed headers", replace("Authorization", "x-amz-meta-owner", "host")),
        Tampering("another signature") { request in
            let signed = request.header("Authorization") ?? ""
            request.setHeader("Authorization", signed.dropLast() + (signed.hasSuffix("0") ? "1" : "0"))
        },
        Tampering("no signature") { $0.setHeader("Authorization", nil) },
    ]
}

@Suite(
    "What botocore's signer makes of our requests",
    .enabled(if: Verifier.problem == nil, "python3 has no botocore here"), .serialized)
struct VerifierTests {
    private static let now = Date(timeIntervalSince1970: 1_700_000_000)
    private static let keys = Credentials(
        accessKeyID: exampleKeys.accessKeyID, secretAccessKey: exampleKeys.secretAccessKey,
        sessionToken: "made/up+token==")
    private static let verifier = Result { try Verifier(now: now, token: keys.sessionToken) }
    private let sender = HTTPSender()

    private func request() throws -> HTTPRequest {
        HTTPRequest(
            method: "PUT", scheme: "http", authority: try Self.verifier.get().authority, path: "/bucket/a%20key%2B",
            query: "partNumber=2&uploadId=a%2Fb", headers: [.init("x-amz-meta-owner", "me")],
            body: Data("the body".utf8))
    }

    private func sign(_ request: HTTPRequest) -> HTTPRequest {
        Signer(service: "s3", region: "eu-central-1").sign(request, with: Self.keys, at: Self.now)
    }

    @Test(
        "A request that we signed is accepted, whatever its path and query",
        arguments: [
            ("/", ""), ("/bucket/a//b/../c", ""), ("/bucket/%E6%97%A5%20%2B%25/.", "list-type=2&prefix=a%2Fb%20c%2B"),
            ("/bucket/key", "a=2&a=1&b=&c=%F0%9F%98%80"), ("/b/%25%32%46~-_.", "uploads="),
            ("/b/%27%28%29%2A%21", "x=%27%28%29%2A%21"),
        ])
    func accepted(path: String, query: String) async throws {
        var plain = try request()
        (plain.path, plain.query) = (path, query)
        #expect(try await sender.send(sign(plain)).status == 200)
        plain.method = "GET"
        plain.body = Data()
        let presigned = Signer(service: "s3", region: "eu-central-1")
            .presign(plain, with: Self.keys, at: Self.now, expiresInSeconds: 60, payload: .unsigned)
        #expect(try await sender.send(presigned).status == 200)
    }

    @Test("The same query in another order is accepted")
    func queryOrder() async throws {
        var signed = sign(try request())
        signed.query = "uploadId=a%2Fb&partNumber=2"
        #expect(try await sender.send(signed).status == 200)
    }

    @Test("A tampered request is refused", arguments: Tampering.all)
    func refused(tampering: Tampering) async throws {
        var signed = sign(try request())
        #expect(try await sender.send(signed).status == 200)
        tampering.change(&signed)
        #expect(try await sender.send(signed).status == 403)
    }

    @Test("A presigned address is refused when it is used late, for another method, or for another key")
    func presigned() async throws {
        var plain = try request()
        plain.method = "GET"
        plain.body = Data()
        let signer = Signer(service: "s3", region: "eu-central-1")
        let late = signer.presign(
            plain, with: Self.keys, at: Self.now.addingTimeInterval(-61), expiresInSeconds: 60, payload: .unsigned)
        #expect(try await sender.send(late).status == 403)
        var good = signer.presign(plain, with: Self.keys, at: Self.now, expiresInSeconds: 60, payload: .unsigned)
        good.method = "DELETE"
        #expect(try await sender.send(good).status == 403)
        good.method = "GET"
        good.path += "x"
        #expect(try await sender.send(good).status == 403)
    }
}
