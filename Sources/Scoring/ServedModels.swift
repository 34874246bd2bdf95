public import Foundation
internal import JSON
public import ObjectStore
public import SweepModel
public import TrainingCore

/// The serving document of a store, and the models of its arms.
public struct ServedModels: Sendable {
    public let document: ServingDocument
    /// In the order of the document's arms.
    public let models: [Arm]

    /// An arm's model, read and checked.
    public struct Arm: Sendable {
        public let arm: ServingArm
        public let model: Model
        public let bytes: Data
        /// SHA-256 of `bytes`.
        public let digest: String
    }

    /// - Throws: `ScoringError` where nothing is served, the document or a model is damaged, or an arm is no built-in model; the
    ///   errors of the store.
    public init(store: any ObjectStore) throws {
        let found = try Self.document(in: store)
        document = found
        models = try found.arms.map { try Self.model(of: $0, in: store) }
    }

    private static func document(in store: any ObjectStore) throws -> ServingDocument {
        guard let object = try store.get(StoreKey.serving) else {
            throw ScoringError(
                .notFound,
                "nothing is served from \(store.name): it has no \(StoreKey.serving); make a model the champion with "
                    + "`stepsweep promote SWEEP --as champion`")
        }
        let document: ServingDocument
        do {
            document = try JSON(parsing: object.bytes).decode(ServingDocument.self)
        } catch {
            throw ScoringError(
                .world,
                "\(StoreKey.serving) in \(store.name) is damaged (\(error)); promote again, or start the test again")
        }
        if let problem = document.problem {
            throw ScoringError(
                .refused,
                "\(StoreKey.serving) in \(store.name): \(problem); promote again, or start the test again")
        }
        return document
    }

    private static func model(of arm: ServingArm, in store: any ObjectStore) throws -> Arm {
        guard case .builtIn(let key, let digest) = arm.model else {
            throw ScoringError(
                .refused,
                "the arm `\(arm.name)` (version \(arm.version)) is answered by a program of yours, and only built-in models can be "
                    + "scored in batches; ask the server with `POST /predict`")
        }
        guard let bytes = try store.get(key)?.bytes, Digest.sha256(bytes) == digest else {
            throw ScoringError(
                .world,
                "the model of the arm `\(arm.name)`, \(key) in \(store.name), is missing or has other bytes than were promoted; "
                    + "promote version \(arm.version)'s trial again")
        }
        do {
            return Arm(arm: arm, model: try Model(safetensors: Array(bytes)), bytes: bytes, digest: digest)
        } catch {
            throw ScoringError(.world, "the model of the arm `\(arm.name)`, \(key) in \(store.name): \(error.problem)")
        }
    }
}
