import JSON
import SweepEngines
import SweepModel

extension JSON {
    /// An event's object with the name and version of its schema.
    var stamped: JSON {
        var members = object ?? [:]
        members["schema"] = "stepsweep.events"
        members["version"] = 1
        return .object(members)
    }
}

extension EngineEvent {
    /// The event as `launch --json` prints it: one object a line.
    var json: JSON {
        switch self {
        case .started(let sweep, let run, let packs, let trials, let done):
            return [
                "event": "sweep.started", "sweep": .string(sweep),
                "run": .integer(run), "packs": .integer(packs), "trials": .integer(trials), "done": .integer(done),
            ]
        case .worker(let pack, let event):
            var members = event.json.object ?? [:]
            members["pack"] = .string(pack)
            return .object(members)
        case .progress(let progress):
            return [
                "event": "sweep.progress", "trials": .integer(progress.total),
                "succeeded": .integer(progress.succeeded),
                "failed": .integer(progress.failed), "running": .integer(progress.running),
                "best": progress.best.map { ["trial": .string($0.trial), "value": .number($0.value)] } ?? .null,
                "elapsedSeconds": .number(progress.elapsedSeconds),
                "remainingSeconds": progress.remainingSeconds.map(JSON.number) ?? .null,
            ]
        case .reducing: return ["event": "sweep.reducing"]
        case .ended(let result):
            var members = (try? JSON(encoding: result))?.object ?? [:]
            members["event"] = "sweep.ended"
            return .object(members)
        }
    }
}
