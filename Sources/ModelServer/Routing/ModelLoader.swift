internal import AsyncHTTPClient
internal import Foundation
internal import ObjectStore
internal import SweepModel
internal import TrainingCore

/// Makes a plan of a document: reads the models that are not loaded yet, and verifies each.
struct ModelLoader: Sendable {
    let store: any ObjectStore
    let metrics: ServerMetrics
    let client: HTTPClient
    /// How long a user's model may take.
    let modelTimeoutSeconds: Double

    /// Why a document can't be served.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads a document's text.
    ///
    /// - Throws: `Refusal`.
    static func document(_ bytes: Data) throws -> ServingDocument {
        guard let document = try? JSONDecoder().decode(ServingDocument.self, from: bytes) else {
            throw Refusal(description: "it is no serving document")
        }
        if let problem = document.problem { throw Refusal(description: problem) }
        return document
    }

    /// Blocks until all models are there.
    ///
    /// - Parameter current: whose models are kept where the document names them again.
    /// - Throws: `Refusal`, `ObjectStoreError`.
    func plan(_ document: ServingDocument, keeping current: ServingPlan?) throws -> ServingPlan {
        if let current, document.revision < current.document.revision {
            throw Refusal(
                description:
                    "its revision \(document.revision) is older than \(current.document.revision), which is served")
        }
        return ServingPlan(
            document,
            arms: try document.arms.map { arm in
                let known = current?.arms.first { $0.arm.model == arm.model }?.model
                return ServedArm(
                    arm, model: try known ?? load(arm), metrics: metrics.arm(arm.name, version: arm.version))
            })
    }

    private func load(_ arm: ServingArm) throws -> ServedModel {
        switch arm.model {
        case .builtIn(let key, let digest):
            guard let bytes = try store.get(key)?.bytes else {
                throw Refusal(description: "the model of `\(arm.name)`, \(key), is missing")
            }
            guard Digest.sha256(bytes) == digest else {
                throw Refusal(description: "the model of `\(arm.name)`, \(key), is not the one that was promoted")
            }
            do {
                return .builtIn(BuiltInModel(try Model(safetensors: Array(bytes))))
            } catch {
                throw Refusal(description: "the model of `\(arm.name)`, \(key), can't be read: \(error)")
            }
        case .command(let arguments):
            guard arguments.first?.isEmpty == false else {
                throw Refusal(description: "the command of `\(arm.name)` names no program")
            }
            return .command(CommandModel(arguments: arguments, timeoutSeconds: modelTimeoutSeconds))
        case .http(let url):
            guard let parts = URL(string: url), ["http", "https"].contains(parts.scheme), parts.host() != nil else {
                throw Refusal(description: "the address of `\(arm.name)` is not http:// or https://")
            }
            return .http(HTTPModel(url: url, client: client, timeoutSeconds: modelTimeoutSeconds))
        }
    }
}
