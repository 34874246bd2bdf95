import Foundation
import TestSupport
import Testing

@Suite("The model server from the command line") struct ServeTests {
    /// A store whose best model is the champion.
    private func world() throws -> World {
        let world = try World()
        #expect(try world.run(["promote", "tiny", "--override", "set-up"]).exitCode == 0)
        return world
    }

    private func serve(_ world: World, _ arguments: [String] = []) throws -> (server: RunningProgram, address: String) {
        let server = try start(
            "stepsweep", ["serve", "--port", "0", "--model", "1", "--drain", "0"] + arguments, in: world.folder.path,
            environment: ["STEPSWEEP_STORE": world.store])
        try world.waitUntil { server.outputSoFar.hasSuffix("/\n") || !server.isRunning }
        return (server, server.outputSoFar.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// `status body` of a request, by Python.
    private func ask(_ address: String, _ body: String? = nil, certificate: String? = nil) throws -> String {
        let script = """
            import ssl, sys, urllib.request, urllib.error
            context = ssl.create_default_context(cafile=sys.argv[3]) if sys.argv[3] else None
            data = sys.argv[2].encode() if sys.argv[2] else None
            try:
                answer = urllib.request.urlopen(urllib.request.Request(sys.argv[1], data, {"Content-Type": "application/json"}), context=context)
            except urllib.error.HTTPError as error:
                answer = error
            print(answer.status, answer.read().decode())
            """
        return try TestSupport.run("/usr/bin/env", ["python3", "-c", script, address, body ?? "", certificate ?? ""])
            .output
    }

    @Test("serve answers as predict does, stores outcomes, and ends with 0 on SIGTERM")
    func whole() throws {
        let world = try world()
        let (server, address) = try serve(world)
        #expect(address.hasPrefix("http://127.0.0.1:"))
        try world.folder.write("rows.csv", "a,b\n3,1\n")
        let predicted = try world.run(["predict", "--model", "1", "rows.csv"]).output.split(separator: "\n").last ?? ""
        let answer = try ask(address + "predict", #"{"unit":"u1","features":{"a":3,"b":1}}"#)
        #expect(
            answer.hasPrefix("200 {\"arm\":\"champion\",\"version\":1,\"prediction\":\(predicted.prefix(10))"),
            "\(answer)")
        #expect(
            try ask(address + "outcome", #"{"id":"k","unit":"u1","metric":"m","value":1,"test":"t"}"#).hasPrefix("200"))
        server.signal(SIGTERM)
        let result = server.finish()
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        #expect(result.errorOutput == "serving until Ctrl-C\n")
        #expect(try world.sqlite("traffic.sqlite", "SELECT count(*) FROM outcomes") == "1")
    }

    @Test("What can't be served is refused before it listens, with the exit code of its kind")
    func refused() throws {
        let world = try World()
        try world.expect(["serve"], exits: 4, "no model is champion yet")
        try world.expect(["serve", "--model", "7"], exits: 4, "no model version `7`")
        try world.expect(["serve", "--port", "70000"], exits: 2, "--port: must be from 0 to 65535, received 70000")
        try world.expect(["serve", "--max-body", "1"], exits: 2, "--max-body: must be from 1024")
        try world.expect(["serve", "--poll", "0"], exits: 2, "--poll: must be from 0.01 to 3600 seconds, received 0")
        try world.expect(["serve", "--tls-key", "k"], exits: 2, "--tls-certificate and --tls-key: give both, or none")
        #expect(try world.run(["promote", "tiny", "--override", "set-up"]).exitCode == 0)
        try world.folder.write("short", "secret\n")
        try world.expect(
            ["serve", "--model", "1", "--token-file", "short"], exits: 2, "16 to 4096 visible ASCII characters")
        try world.expect(["serve", "--model", "1", "--token-file", "none"], exits: 2, "--token-file: can't read none")
        try world.expect(
            ["serve", "--model", "1", "--port", "0", "--tls-certificate", "short", "--tls-key", "short"], exits: 6,
            "short: it is no PEM file")
        try world.expect(
            ["serve", "--model", "1", "--host", "192.0.2.1"], exits: 6, "--host: can't listen on 192.0.2.1")
        let (server, address) = try serve(world)
        let port = try #require(URL(string: address)?.port)
        try world.expect(["serve", "--model", "1", "--port", "\(port)"], exits: 6, "--port: \(port) is taken")
        server.signal(SIGINT)
        #expect(server.finish().exitCode == 0)
        try FileManager.default.createDirectory(atPath: world.store + "/serving", withIntermediateDirectories: true)
        try world.write("store/serving/document.json", Data("{}".utf8))
        try world.expect(["serve", "--port", "0"], exits: 6, "it is no serving document")
    }

    @Test("With certificate and token it serves HTTPS to those who know the token")
    func secret() throws {
        let world = try world()
        let made = try TestSupport.run(
            "/usr/bin/env",
            [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "chain.pem",
                "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
            ], in: world.folder.path)
        guard made.exitCode == 0 else {
            print("SKIPPED: openssl can't make a certificate here: \(made.errorOutput)")
            return
        }
        try world.folder.write("token", "0123456789abcdef0123\n")
        let (server, address) = try serve(
            world, ["--token-file", "token", "--tls-certificate", "chain.pem", "--tls-key", "key.pem"])
        #expect(address.hasPrefix("https://127.0.0.1:"))
        let certificate = world.folder.path + "/chain.pem"
        #expect(try ask(address + "readyz", certificate: certificate).hasPrefix("200"))
        #expect(try ask(address + "predict", "{}", certificate: certificate).hasPrefix("401"))
        server.signal(SIGTERM)
        #expect(server.finish().exitCode == 0)
    }

    @Test("A file that has reached its limit gives 507 for outcomes; predictions go on")
    func limit() throws {
        let world = try world()
        let programs = productsFolder
        let server = try start(
            "/bin/sh",
            ["-c", "ulimit -f 400; exec \(programs)/stepsweep serve --port 0 --model 1 --drain 0"],
            in: world.folder.path,
            environment: ["STEPSWEEP_STORE": world.store])
        try world.waitUntil { server.outputSoFar.hasSuffix("/\n") || !server.isRunning }
        let address = server.outputSoFar.trimmingCharacters(in: .whitespacesAndNewlines)
        let long = String(repeating: "x", count: 200)
        var statuses: [String] = []
        for number in 0..<8 {
            let rows = (0..<300).map {
                #"{"id":"\#(number)-\#($0)-\#(long)","unit":"u","metric":"m","value":1,"test":"t"}"#
            }
            statuses.append(
                String(try ask(address + "outcome", "{\"outcomes\":[\(rows.joined(separator: ","))]}").prefix(3)))
        }
        #expect(statuses.last == "507", "\(statuses)")
        #expect(try ask(address + "predict", #"{"features":[1,2]}"#).hasPrefix("200"))
        #expect(try ask(address + "readyz").contains("traffic can't be stored"))
        server.signal(SIGTERM)
        #expect(server.finish().exitCode == 0)
    }

    /// `make proof` runs the full counts.
    @Test("Switches, restarts and kills under load: no wrong arm, no lost acknowledged outcome, no 5xx")
    func proof() throws {
        let result = try TestSupport.run(
            "/usr/bin/env",
            [
                "python3", projectFolder + "/tools/serve-proof", productsFolder, "--switches", "3", "--kills", "3",
                "--restarts", "2",
            ])
        #expect(result.exitCode == 0, "\(result.output)\(result.errorOutput)")
    }
}
