internal import Foundation
internal import JSON

/// Who runs a sweep now: for messages only, the lock is what counts.
struct EngineNote: Codable, Sendable {
    var processID: Int
    var run: Int

    func write(_ paths: SweepPaths) {
        guard let bytes = try? JSON(encoding: self).bytes() else { return }
        try? Data(bytes).write(to: URL(fileURLWithPath: paths.engine))
    }

    static func read(_ paths: SweepPaths) -> EngineNote? {
        (try? Data(contentsOf: URL(fileURLWithPath: paths.engine))).flatMap {
            try? JSONDecoder().decode(EngineNote.self, from: $0)
        }
    }
}
