import Foundation
import TestSupport
import Testing

@testable import AWS

/// A TLS server on loopback with a certificate that nobody has signed.
private final class TLSServer {
    let folder: TemporaryFolder
    private let server: RunningProgram
    var certificate: String { folder.path + "/certificate.pem" }

    static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    init() throws {
        folder = try TemporaryFolder()
        let made = try TestSupport.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem",
                "-days", "2", "-subj", "/CN=made", "-addext", "subjectAltName=IP:127.0.0.1,DNS:sts.example.com",
            ], in: folder.path)
        try #require(made.exitCode == 0, "\(made.errorOutput)")
        let script = """
            import http.server, ssl
            class Answer(http.server.BaseHTTPRequestHandler):
                def do_POST(self):
                    self.rfile.read(int(self.headers.get("Content-Length", 0)))
                    body = b"<R><GetCallerIdentityResult><Account>1</Account><Arn>a</Arn></GetCallerIdentityResult></R>"
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *words):
                    pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("certificate.pem", "key.pem")
            server.socket = context.wrap_socket(server.socket, server_side=True)
            print(server.server_port, flush=True)
            server.serve_forever()
            """
        server = try TestSupport.start("/usr/bin/env", ["python3", "-c", script], in: folder.path)
    }

    /// Once the server listens.
    func url() throws -> String {
        let deadline = Date(timeIntervalSinceNow: 30)
        while true {
            if let line = server.outputSoFar.split(separator: "\n").first { return "https://127.0.0.1:\(line)" }
            try #require(Date() < deadline && server.isRunning, "the TLS server never began")
            usleep(20_000)
        }
    }

    deinit {
        server.signal(SIGKILL)
        _ = server.finish()
    }
}

@Suite("Whose certificates are trusted") struct TrustedRootsTests {
    private func ask(_ variables: [String: String], _ files: TemporaryConfig) async throws -> CallerIdentity {
        let known = [
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "made-up", "AWS_REGION": "eu-central-1",
        ]
        return try await AWSClient.configured(
            surroundings: .empty(known.merging(variables) { $1 }, home: files.home)
        ).callerIdentity()
    }

    @Test(
        "A server's own certificate is refused until AWS_CA_BUNDLE or the profile's ca_bundle names it",
        .enabled(if: TLSServer.isPossible, "openssl makes the certificate, and it is not in /usr/bin"))
    func bundle() async throws {
        let server = try TLSServer()
        let url = try server.url()
        let files = try TemporaryConfig()
        let error = await #expect(throws: ConnectionFailure.self) { try await ask(["AWS_ENDPOINT_URL": url], files) }
        #expect(error?.kind == .tls)
        #expect(error?.fix.contains("AWS_CA_BUNDLE") == true)
        let variables = ["AWS_ENDPOINT_URL": url, "AWS_CA_BUNDLE": server.certificate]
        #expect(try await ask(variables, files).account == "1")
        let profiles = try TemporaryConfig(config: "[default]\nca_bundle = \(server.certificate)\n")
        #expect(try await ask(["AWS_ENDPOINT_URL": url], profiles).account == "1")
        // The variable goes before the profile, and stands in the system's place.
        let other = try TLSServer()
        await #expect(throws: ConnectionFailure.self) {
            try await ask(["AWS_ENDPOINT_URL": url, "AWS_CA_BUNDLE": other.certificate], profiles)
        }
    }

    @Test(
        "A proxy's tunnel is as secret as the way without it",
        .enabled(if: TLSServer.isPossible, "openssl makes the certificate, and it is not in /usr/bin"))
    func tunnel() async throws {
        let server = try TLSServer()
        let port = try #require(UInt16(server.url().split(separator: ":").last ?? ""))
        let proxy = try LoopbackServer { _ in .tunnelToPort(port) }
        let files = try TemporaryConfig()
        let variables = [
            "AWS_ENDPOINT_URL": "https://sts.example.com", "HTTPS_PROXY": proxy.url,
            "AWS_CA_BUNDLE": server.certificate, "NO_PROXY": "10.0.0.0/8",
        ]
        #expect(try await ask(variables, files).account == "1")
        #expect(proxy.requests.first?.target == "sts.example.com:443")
    }

    @Test("A bundle that isn't there, is a folder, or holds no certificate is told with its place and the fix")
    func badBundles() async throws {
        let files = try TemporaryConfig(config: "[profile p]\nca_bundle = ~/gone.pem\n")
        let garbage = try files.write("garbage.pem", "no certificate\n")
        let empty = try files.write("empty.pem", "")
        let broken = try files.write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        for (variables, place, problem) in [
            (["AWS_CA_BUNDLE": "/nonexistent.pem"], "AWS_CA_BUNDLE", "there is no file /nonexistent.pem"),
            (["AWS_CA_BUNDLE": files.home], "AWS_CA_BUNDLE", "there is no file"),
            (["AWS_CA_BUNDLE": garbage], "AWS_CA_BUNDLE", "holds no certificates in PEM"),
            (["AWS_CA_BUNDLE": empty], "AWS_CA_BUNDLE", "holds no certificates in PEM"),
            (["AWS_CA_BUNDLE": broken], "AWS_CA_BUNDLE", "holds no certificates in PEM"),
            (["AWS_PROFILE": "p"], "ca_bundle of profile p", "there is no file \(files.home)/gone.pem"),
        ] {
            let error = await #expect(throws: ConfigurationError.self) { try await ask(variables, files) }
            #expect(error?.place == place)
            #expect(error?.problem.contains(problem) == true, "\(error?.description ?? "")")
        }
    }
}
