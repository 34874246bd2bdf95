import ObjectStore
import TestSupport
import Testing

/// Every kind of store that the contract must hold for; a new one joins here and nowhere else.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case folder

    var testDescription: String { rawValue }

    /// Calls `body` with an empty store of this kind.
    func withStore<Result>(_ body: (FolderStore) throws -> Result) throws -> Result {
        let folder = try TemporaryFolder()
        return try withExtendedLifetime(folder) { try body(FolderStore(root: folder.path + "/store")) }
    }
}
