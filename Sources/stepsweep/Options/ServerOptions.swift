import ArgumentParser
import Foundation
import ModelServer

/// How a model server listens, and its limits.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The port; 0 lets the system choose one.", valueName: "number")) var port = 7799
    @Option(help: ArgumentHelp("An address of this machine; 0.0.0.0 is all of them.", valueName: "address"))
    var host = "127.0.0.1"
    @Option(
        help: ArgumentHelp(
            "A file whose first line is a secret: requests must show it as a bearer token.", valueName: "file"))
    var tokenFile: String?
    @Option(help: ArgumentHelp("A PEM file with a certificate chain: serves HTTPS.", valueName: "file"))
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("The PEM file of the certificate's key.", valueName: "file")) var tlsKey: String?
    @Option(help: ArgumentHelp("Bytes that a request's body may have.", valueName: "bytes")) var maxBody = 4 << 20
    @Option(help: ArgumentHelp("Connections at once; more wait until one ends.", valueName: "number"))
    var maxConnections = 2_000
    @Option(help: ArgumentHelp("Seconds that a connection may stay without a request.", valueName: "seconds"))
    var idleTimeout = 60.0
    @Option(help: ArgumentHelp("Seconds from a request's header to its last byte.", valueName: "seconds"))
    var requestTimeout = 10.0
    @Option(help: ArgumentHelp("Seconds that a model of your own may take.", valueName: "seconds"))
    var modelTimeout = 5.0
    @Option(help: ArgumentHelp("Seconds between looks for a new serving document.", valueName: "seconds"))
    var poll = 0.25
    @Option(
        help: ArgumentHelp(
            "Seconds after SIGTERM in which /readyz says 503 and requests are still answered.", valueName: "seconds"))
    var drain = 1.0

    mutating func validate() throws {
        if !(0...65535).contains(port) { throw ValidationError("--port: must be from 0 to 65535, received \(port)") }
        if !(1024...(1 << 30)).contains(maxBody) {
            throw ValidationError("--max-body: must be from 1024 to 1073741824, received \(maxBody)")
        }
        if !(1...100_000).contains(maxConnections) {
            throw ValidationError("--max-connections: must be from 1 to 100000, received \(maxConnections)")
        }
        let times = [
            ("--idle-timeout", idleTimeout, 0.1), ("--request-timeout", requestTimeout, 0.1),
            ("--model-timeout", modelTimeout, 0.01), ("--poll", poll, 0.01), ("--drain", drain, 0),
        ]
        for (name, seconds, least) in times where !(least...3600).contains(seconds) {
            throw ValidationError("\(name): must be from \(least) to 3600 seconds, received \(seconds)")
        }
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-certificate and --tls-key: give both, or none")
        }
    }

    func settings() throws -> ServerSettings {
        var settings = ServerSettings()
        settings.host = host
        settings.port = port
        settings.token = try tokenFile.map(Self.token)
        if let tlsCertificate, let tlsKey {
            settings.tls = ServerSettings.TLSFiles(certificate: tlsCertificate, key: tlsKey)
        }
        settings.mostBodyBytes = maxBody
        settings.mostConnections = maxConnections
        settings.idleSeconds = idleTimeout
        settings.requestSeconds = requestTimeout
        settings.modelSeconds = modelTimeout
        settings.pollSeconds = poll
        settings.drainSeconds = drain
        return settings
    }

    private static func token(in file: String) throws -> BearerToken {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw CommandFailure("error: --token-file: can't read \(file); name a file with a secret", .usage)
        }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first ?? ""
        guard let token = BearerToken(line.trimmingCharacters(in: .whitespaces)) else {
            throw CommandFailure(
                "error: --token-file: the first line of \(file) must have 16 to 4096 visible ASCII characters, received \(line.count); "
                    + "`openssl rand -hex 32` makes one", .usage)
        }
        return token
    }
}
