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

    /// Makes the folder and writes the parameters.
    ///
    /// Reports of an earlier attempt stay where that attempt left checkpoints: the program may go on from there. Without
    /// checkpoints it begins anew, and so does its metrics file.
    init(store: FolderStore, sweep: String, trial: Trial) throws {
        let key = StoreKey.checkpoints(sweep, trial: trial.id) + Self.ownFolder
        parametersFile = try store.path(of: key + "/parameters.json")
        metricsFile = try store.path(of: key + "/metrics.jsonl")
        checkpoints = try store.path(of: String(StoreKey.checkpoints(sweep, trial: trial.id).dropLast()))
        if !hasCheckpoints { try? FileManager.default.removeItem(atPath: checkpoints) }
        let parameters = Data(trial.parameters.bytes(.indented))
        try store.put(key + "/parameters.json", parameters, durability: .deferred)
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
