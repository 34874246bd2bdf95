public import Foundation
public import ObjectStore
public import ResultStore
internal import SweepModel

/// The model registry: numbered versions, aliases, the log of their moves, and the decisions behind them.
///
/// It lies in a home, the store of the sweeps or another folder, or a bucket that people share. The file `registry.sqlite` is made by the
/// first promotion; before that the registry is empty. Errors: `DecisionError`, `ResultStoreError`, `ObjectStoreError`. With a bucket
/// as its home every call blocks, and no thread of the cooperative pool may make one.
public struct Registry: Sendable {
    /// Where the sweeps' documents and models lie.
    let store: FolderStore
    /// Where the registry's own file, the models that were promoted and the serving document lie.
    public let home: any ObjectStore

    /// - Parameter home: the store itself without one.
    public init(store: FolderStore, home: (any ObjectStore)? = nil) {
        self.store = store
        self.home = home ?? store
    }

    public static func path(of store: FolderStore) -> String { store.root + "/" + StoreKey.registry }

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
        guard let bytes = try home.get(model.key)?.bytes, Self.digest(bytes) == model.digest else {
            throw DecisionError.damagedModel(version: version.version, key: model.key)
        }
        return bytes
    }

    private func version(_ number: Int, named name: String) throws -> ModelVersion {
        guard let version = try reading({ try $0.version(number) }) ?? nil else {
            throw DecisionError.unknownVersion(name)
        }
        return version
    }

    /// `nil` where there is no registry yet.
    func reading<Value>(_ body: (RegistryStore) throws -> Value) throws -> Value? {
        guard let path = try home.file(of: StoreKey.registry) else { return nil }
        do {
            return try body(RegistryStore(path: path, access: .reading))
        } catch let error as ResultStoreError where error.problem == .missing {
            return nil
        }
    }

    /// Lets `body` change the registry's file; it runs again where somebody was quicker in a bucket.
    ///
    /// - Throws: `DecisionError.busyRegistry` where that happened too often.
    func changing<Value>(_ body: (RegistryStore) throws -> Value) throws -> Value {
        do {
            return try home.update(StoreKey.registry) { path in try body(RegistryStore(path: path, access: .writing)) }
        } catch ObjectStoreError.conflict(StoreKey.registry) {
            throw DecisionError.busyRegistry(home: home.name)
        }
    }

    static func digest(_ bytes: Data) -> String { Digest.sha256(bytes) }
}
