import Foundation
import TestSupport

@testable import AWS

/// A home with an `.aws` folder, gone when the test is.
final class TemporaryConfig: Sendable {
    private let folder: TemporaryFolder

    init(config: String = "", credentials: String = "") throws {
        folder = try TemporaryFolder()
        if !config.isEmpty { try folder.write(".aws/config", config) }
        if !credentials.isEmpty { try folder.write(".aws/credentials", credentials) }
    }

    var home: String { folder.path }

    @discardableResult func write(_ name: String, _ text: String) throws -> String { try folder.write(name, text) }

    /// What the chain finds with these files and `variables`.
    func load(_ variables: [String: String] = [:], watch: Watch = Watch()) async throws -> Credentials {
        let surroundings = Surroundings.empty(variables, home: home, watch: watch)
        let config = try SharedConfig(surroundings: surroundings)
        return try await CredentialsChain(surroundings: surroundings, config: config, sender: HTTPSender()).load()
    }

    /// The text of the error that the chain ends in.
    func problem(_ variables: [String: String] = [:]) async -> String {
        do {
            return "found \(try await load(variables).source)"
        } catch {
            return "\(error)".replacingOccurrences(of: home, with: "~")
        }
    }
}
