import ArgumentParser
import Foundation
import ObjectStore

/// Where sweeps, results and models live.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of sweeps, results and models; without it STEPSWEEP_STORE, or .stepsweep in the current folder.",
            valueName: "folder"))
    var store: String?

    mutating func validate() throws {
        if store == "" { throw ValidationError("--store: must name a folder, received nothing") }
    }

    /// Flag, then `STEPSWEEP_STORE`, then `.stepsweep` in the current folder.
    var folder: String {
        let named = [store, Terminal.environment("STEPSWEEP_STORE")].compactMap { $0 }.first { !$0.isEmpty }
        return named ?? ".stepsweep"
    }

    /// Opens the store and makes it where it is missing.
    func open() throws -> FolderStore { try FolderStore(root: folder) }

    /// Opens a store that must exist already.
    func openExisting() throws -> FolderStore {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure(
                "error: no store at \(folder); launch a sweep first, or name the store with --store", .notFound)
        }
        return try FolderStore(existing: folder)
    }
}
