public import Foundation
public import ObjectStore
public import ResultStore

/// The model registry of a store: numbered versions, aliases, and the log of their moves.
///
/// The file `registry.sqlite` is made by the first promotion; before that the registry is empty. Errors: `DecisionError`,
/// `ResultStoreError`, `ObjectStoreError`.
public struct Registry: Sendable {
    let store: FolderStore

    public init(store: FolderStore) { self.store = store }

    public static func path(of store: FolderStore) -> String { store.root + "/registry.sqlite" }

    /// All versions, the latest first.
    public func versions() throws -> [ModelVersion] { try reading { try $0.versions() } ?? [] }

    /// Where each alias points; aliases that were never set are left out.
    public func aliases() throws -> [ModelAlias: Int] { try reading { try $0.aliases() } ?? [:] }

    /// The log of moves, the oldest first.
    public func moves() throws -> [AliasMove] { try reading { try $0.moves() } ?? [] }

    /// Finds a version by its number (`3` or `v3`) or by an alias.
    public func version(named name: String) throws -> ModelVersion {
        if let alias = ModelAlias(rawValue: name) {
            guard let number = try aliases()[alias] else { throw DecisionError.unsetAlias(name) }
            return try version(number, named: name)
        }
        guard let number = Int(name.hasPrefix("v") ? String(name.dropFirst()) : name) else {
            throw DecisionError.unknownVersion(name)
        }
        return try version(number, named: name)
    }

    /// The model's bytes, exactly those that were promoted.
    ///
    /// - Throws: `DecisionError.notPredictable` for a user's program, `.damagedModel` where bytes are missing or others.
    public func modelBytes(of version: ModelVersion) throws -> Data {
        guard let model = version.model else { throw DecisionError.notPredictable(version: version.version) }
        guard let bytes = try store.get(model.key)?.bytes, Self.digest(bytes) == model.digest else {
            throw DecisionError.damagedModel(version: version.version, key: model.key)
        }
        return bytes
    }

    /// Moves an alias to a version, by compare-and-swap.
    ///
    /// - Returns: the move; `nil` where the alias pointed there already.
    /// - Throws: `DecisionError.aliasMoved` where the alias is not what was expected.
    public func move(
        _ alias: ModelAlias, to version: ModelVersion, expecting expectation: AliasExpectation, by: String, at: Double,
        note: String? = nil
    ) throws -> AliasMove? {
        let current = try aliases()[alias]
        let expected =
            switch expectation {
            case .whatever: current
            case .unset: Int?.none
            case .version(let number): number
            }
        let move = AliasMove(
            alias: alias, from: expected, to: version.version, movedAt: at, movedBy: by, note: note)
        let registry = try RegistryStore(path: Self.path(of: store), access: .writing)
        if let conflict = try registry.move(move) {
            throw DecisionError.aliasMoved(alias: alias.rawValue, expected: expected, found: conflict.found)
        }
        return expected == version.version ? nil : move
    }

    private func version(_ number: Int, named name: String) throws -> ModelVersion {
        guard let version = try reading({ try $0.version(number) }) ?? nil else {
            throw DecisionError.unknownVersion(name)
        }
        return version
    }

    /// `nil` where there is no registry yet.
    private func reading<Value>(_ body: (RegistryStore) throws -> Value) throws -> Value? {
        do {
            return try body(RegistryStore(path: Self.path(of: store), access: .reading))
        } catch let error as ResultStoreError where error.problem == .missing {
            return nil
        }
    }
}
