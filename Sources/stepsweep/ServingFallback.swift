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
        guard let document = ServingDocuments.alone(version) else {
            throw DecisionError.notPredictable(version: version.version)
        }
        return document
    }
}
