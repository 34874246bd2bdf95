internal import Foundation

/// Where an MLflow tracking server listens, and how it lets us in.
public struct MLflowServer: Sendable, Equatable {
    /// Without a slash at its end; it never holds a password.
    public let address: String
    /// The value of the header `Authorization`; a secret.
    let authorisation: String?

    /// - Parameters:
    ///   - address: `http://host:port` or `https://…`, with a path where the server has one.
    ///   - variables: MLflow's own: `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`, else `MLFLOW_TRACKING_TOKEN`.
    /// - Throws: `ExchangeError.unusableAddress`.
    public init(address: String, variables: [String: String]) throws(ExchangeError) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(),
            let host = parts.host, !host.isEmpty
        else { throw .unusableAddress(problem: "an address is http://HOST:PORT, received `\(Self.safe(address))`") }
        guard parts.user == nil, parts.password == nil else {
            throw .unusableAddress(
                problem: "an address may hold no password; set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD")
        }
        guard scheme == "http" || scheme == "https" else {
            throw .unusableAddress(
                problem:
                    "an MLflow server is spoken to over http or https, received `\(scheme):`; start one with `mlflow server`"
            )
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw .unusableAddress(problem: "an address ends before ? and #, received `\(Self.safe(address))`")
        }
        guard parts.port.map((1...65_535).contains) ?? true else {
            throw .unusableAddress(problem: "a port is between 1 and 65535, received \(parts.port ?? 0)")
        }
        self.address = String(address.reversed().drop { $0 == "/" }.reversed())
        authorisation = Self.authorisation(variables)
    }

    private static func authorisation(_ variables: [String: String]) -> String? {
        func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let user = value("MLFLOW_TRACKING_USERNAME"), let password = value("MLFLOW_TRACKING_PASSWORD") {
            return "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
        }
        return value("MLFLOW_TRACKING_TOKEN").map { "Bearer \($0)" }
    }

    /// What may stand in a message: nothing in front of an `@`, which may be a password.
    private static func safe(_ address: String) -> String {
        String((address.split(separator: "@").last ?? "").prefix(200))
    }
}
