internal import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// What the log holds about one trial, over all its attempts.
public struct TrialLog: Sendable {
    /// One event, and the attempt's log that it stands in, the oldest first.
    public struct Entry: Sendable, Equatable {
        public var attempt: String
        public var event: WorkerEvent
    }

    public var trial: String
    public var entries: [Entry]
    /// The trial's outcome, the best one of several; `nil` while it has none.
    public var outcome: TrialOutcome?

    init(trial: String, entries: [Entry], outcome: TrialOutcome?) {
        self.trial = trial
        self.entries = entries
        self.outcome = outcome
    }

    /// Finds the trial by its id or the beginning of it.
    ///
    /// - Throws: `EngineError.trialNotFound` or `.ambiguousName`.
    public init(of name: String, sweep: String, store: FolderStore) throws {
        let paths = SweepPaths(store: store, sweep: sweep)
        let (trial, pack) = try Self.find(name, sweep, store)
        self.trial = trial
        outcome = try Self.outcome(of: trial, pack: pack, sweep, store)
        let folder = "\(paths.logs)/\(pack)"
        entries = Self.logs(in: folder).flatMap { log -> [Entry] in
            var entries: [Entry] = []
            WorkerLog.lines(in: folder + "/" + log) { line in
                switch line {
                case .event(let event):
                    if event.trial == trial { entries.append(Entry(attempt: log, event: event)) }
                case .text(let text):
                    // The worker's own complaint is about the whole pack.
                    entries.append(Entry(attempt: log, event: .output(trial: trial, stream: .worker, text: text)))
                }
            }
            return entries
        }
    }

    /// A success stands, whatever failed; without one, the latest failure.
    static func outcome(
        of trial: String, pack: String, _ sweep: String, _ store: FolderStore
    ) throws -> TrialOutcome? {
        var found: TrialOutcome?
        for key in try store.list(prefix: StoreKey.outcomes(sweep, pack: pack)) {
            for line in Array(try store.get(key)?.bytes ?? Data()).split(separator: UInt8(ascii: "\n")) {
                guard found?.status != .succeeded,
                    let outcome = try? TrialOutcome(line: line, sweep: sweep, pack: pack), outcome.trial == trial
                else { continue }
                found = outcome
            }
        }
        return found
    }

    /// The logs of a pack's attempts, by the time of their last line.
    private static func logs(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        func changed(_ name: String) -> Date {
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            return attributes?[.modificationDate] as? Date ?? .distantPast
        }
        return names.map { (name: $0, date: changed($0)) }.sorted { ($0.date, $0.name) < ($1.date, $1.name) }.map(
            \.name)
    }

    static func find(_ name: String, _ sweep: String, _ store: FolderStore) throws -> (String, pack: String) {
        let prefix = StoreKey.packs(sweep)
        var found: [(trial: String, pack: String)] = []
        for key in try store.list(prefix: prefix) {
            guard let object = try store.get(key), let pack = try? JSON(parsing: object.bytes) else { continue }
            for planned in pack["trials"]?.array ?? [] {
                guard let trial = planned["trial"]?["trial"]?.string, !name.isEmpty, trial.hasPrefix(name) else {
                    continue
                }
                found.append((trial, String(key.dropFirst(prefix.count).dropLast(".json".count))))
            }
        }
        switch found.count {
        case 0: throw EngineError.trialNotFound(name: name, sweep: sweep)
        case 1: return found[0]
        default: throw EngineError.ambiguousName(name: name, candidates: found.map(\.trial).sorted())
        }
    }
}

extension WorkerEvent {
    /// The trial that the event is about; `nil` for a pack's.
    var trial: String? {
        switch self {
        case .trialStarted(let trial), .trialProgress(let trial, _, _, _), .trialFinished(let trial, _, _, _),
            .output(let trial, _, _):
            trial
        case .packFinished: nil
        }
    }
}
