internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel

/// The files that a trial shares with its program. They lie below the trial's checkpoints and so survive into its next attempt.
struct TrialFolder {
    /// What the program may write; it is the program's own.
    let checkpoints: String
    /// The parameters as a JSON object.
    let parametersFile: String
    /// The program appends JSON objects of metrics, a line each.
    let metricsFile: String

    private let store: any ObjectStore
    private let prefix: String

    /// Makes the folder and writes the parameters.
    ///
    /// Reports of an earlier attempt stay where that attempt left checkpoints: the program may go on from there. Without
    /// checkpoints it begins anew, and so does its metrics file.
    init(store: any ObjectStore, sweep: String, trial: Trial) throws {
        self.store = store
        prefix = StoreKey.checkpoints(sweep, trial: trial.id)
        checkpoints = try store.openFolder(prefix)
        let own = checkpoints + "/" + Self.ownFolder
        parametersFile = own + "/parameters.json"
        metricsFile = own + "/metrics.jsonl"
        if !hasCheckpoints { try? FileManager.default.removeItem(atPath: own) }
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        try Data(trial.parameters.bytes(.indented)).write(to: URL(fileURLWithPath: parametersFile), options: .atomic)
    }

    /// Keeps the program's checkpoints for an attempt on another machine.
    func keep() throws {
        if hasCheckpoints { try store.keepFolder(prefix) }
    }

    private static let ownFolder = ".stepsweep"

    private var hasCheckpoints: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: checkpoints)) ?? []
        return names.contains { $0 != Self.ownFolder }
    }

    /// Removes our own files, and the folder where the program left nothing in it.
    func removeOwnFiles() {
        unlink(parametersFile)
        unlink(metricsFile)
        rmdir(checkpoints + "/" + Self.ownFolder)
        rmdir(checkpoints)
    }
}
