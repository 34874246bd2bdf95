import Foundation
import JSON
import TestSupport
import Testing

@testable import AWS

@Suite("A sign-on that ends") struct SSORenewalTests {
    private static let keys = LoopbackAnswer.text(
        200, #"{"roleCredentials":{"accessKeyId":"SSO","secretAccessKey":"s","sessionToken":"t"}}"#)
    private static let renewal = LoopbackAnswer.text(
        200, #"{"accessToken":"new","expiresIn":28800,"refreshToken":"r2","tokenType":"Bearer"}"#)

    private let files: TemporaryConfig
    private let cache = ".aws/sso/cache/\(Hashing.sha1("corp")).json"

    init() throws {
        files = try TemporaryConfig(
            config: """
                [profile dev]
                sso_account_id = 1
                sso_role_name = r
                sso_session = corp
                [sso-session corp]
                sso_region = us-east-2
                sso_start_url = https://x.awsapps.com/start

                """)
    }

    /// The tests' clock stands at 2023-11-14T22:13:20Z.
    private func signOn(_ end: String, _ more: String = #","registrationExpiresAt":"2024-01-01T00:00:00Z""#) throws {
        try files.write(
            cache,
            #"{"accessToken":"old","expiresAt":"\#(end)","clientId":"c","clientSecret":"cs","refreshToken":"r1","startUrl":"u"\#(more)}"#
        )
    }

    private func server(_ renewal: LoopbackAnswer) throws -> LoopbackServer {
        try LoopbackServer { $0.target == "/token" ? renewal : Self.keys }
    }

    private func load(_ server: LoopbackServer) async throws -> Credentials {
        try await files.load(["AWS_ENDPOINT_URL": server.url, "AWS_PROFILE": "dev"])
    }

    private func document() throws -> JSON {
        try JSON(parsing: Data(contentsOf: URL(fileURLWithPath: files.home + "/" + cache)))
    }

    @Test(
        "is renewed, and its file written anew for its owner alone, with what else was in it",
        arguments: ["2023-11-14T20:00:00Z", "2023-11-14T22:20:00Z"])
    func renewed(end: String) async throws {
        try signOn(end)
        let server = try server(Self.renewal)
        #expect(try await load(server).accessKeyID == "SSO")
        #expect(
            try JSON(parsing: server.requests[0].body) == [
                "clientId": "c", "clientSecret": "cs", "grantType": "refresh_token", "refreshToken": "r1",
            ])
        #expect(server.requests[0].headers["authorization"] == nil)
        #expect(server.requests[1].headers["x-amz-sso_bearer_token"] == "new")
        let kept = try document()
        #expect(kept["accessToken"] == "new" && kept["refreshToken"] == "r2" && kept["startUrl"] == "u")
        #expect(kept["expiresAt"] == "2023-11-15T06:13:20Z" && kept["clientSecret"] == "cs")
        let attributes = try FileManager.default.attributesOfItem(atPath: files.home + "/" + cache)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let folder = URL(fileURLWithPath: files.home + "/" + cache).deletingLastPathComponent().path
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }

    @Test("is not renewed while it is good for long, nor where nothing in the file could")
    func leftAlone() async throws {
        try signOn("2023-11-15T08:00:00Z")
        let server = try server(Self.renewal)
        _ = try await load(server)
        try signOn("2023-11-14T22:20:00Z", #","registrationExpiresAt":"2023-01-01T00:00:00Z""#)
        _ = try await load(server)
        #expect(server.requests.map(\.headers["x-amz-sso_bearer_token"]) == ["old", "old"])
    }

    @Test("that can't be renewed serves to its end, and then the error names the command")
    func refused() async throws {
        let refusal = LoopbackAnswer.text(
            400, #"{"error":"invalid_grant","error_description":"r1 is not good"}"#,
            headers: ["x-amzn-ErrorType": "InvalidGrantException"])
        let server = try server(refusal)
        try signOn("2023-11-14T22:20:00Z")
        #expect(try await load(server).accessKeyID == "SSO")
        try signOn("2023-11-14T20:00:00Z")
        let error = await #expect(throws: CredentialsError.self) { try await load(server) }
        let text = error?.description ?? ""
        #expect(text.contains("the sign-on has expired and can't be renewed (InvalidGrantException)"), "\(text)")
        #expect(text.contains("run `aws sso login --profile dev`"))
        #expect(!text.contains("r1"))
        #expect(try document()["accessToken"] == "old")
    }

    @Test("that somebody else renews in the same moment is taken from the file")
    func race() async throws {
        try signOn("2023-11-14T20:00:00Z")
        let (files, cache) = (files, cache)
        let server = try LoopbackServer { request in
            guard request.target == "/token" else { return Self.keys }
            _ = try? files.write(cache, #"{"accessToken":"theirs","expiresAt":"2023-11-15T08:00:00Z"}"#)
            return .text(400, "{}", headers: ["x-amzn-ErrorType": "InvalidGrantException"])
        }
        #expect(try await load(server).accessKeyID == "SSO")
        #expect(server.requests.last?.headers["x-amz-sso_bearer_token"] == "theirs")
    }

    @Test(
        "with an answer of nonsense is an error, never a trap",
        arguments: ["", "{}", "[]", #"{"accessToken":1,"expiresIn":1}"#, #"{"accessToken":"a b","expiresIn":1e300}"#])
    func nonsense(answer: String) async throws {
        try signOn("2023-11-14T20:00:00Z")
        let server = try server(.text(200, answer))
        await #expect(throws: (any Error).self) { try await load(server) }
        #expect(try document()["accessToken"] == "old")
    }
}
