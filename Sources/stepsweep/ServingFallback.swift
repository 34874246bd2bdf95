import Decisions
import ResultStore
import SweepModel

/// What a server serves where the store has no serving document yet: one version to everybody.
enum ServingFallback {
    /// - Parameter name: a version's number or an alias; `nil` means what the registry says.
    /// - Throws: `DecisionError`, `ResultStoreError`.
    static func document(of name: String?, in registry: Registry) throws -> ServingDocument {
        if name == nil, let derived = try ServingDocuments(registry: registry).derive() { return derived }
        let version = try registry.version(named: name ?? ModelAlias.champion.rawValue)
        guard let model = version.model else { throw DecisionError.notPredictable(version: version.version) }
        return ServingDocument(
            revision: 1,
            arms: [
                ServingArm(
                    name: "champion", version: version.version, weight: 1,
                    model: .builtIn(key: model.key, digest: model.digest))
            ])
    }
}
