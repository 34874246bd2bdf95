internal import Decisions
internal import JSON
public import ResultStore
internal import SweepModel

/// A sweep as one JSON document, `stepsweep.export` version 1, or as a JSON object a line: see `docs/json.md`.
///
/// The document holds what `compare --json` says, and each trial whole.
public struct SweepJSON: TextExport {
    public enum Form: Sendable {
        case document
        /// The trials alone, each on a line of its own.
        case lines
    }

    /// The bulky parts of a trial, which are left out unless they are asked for.
    public struct Parts: OptionSet, Sendable {
        public let rawValue: Int
        public static let curves = Parts(rawValue: 1)
        public static let losses = Parts(rawValue: 2)
        public init(rawValue: Int) { self.rawValue = rawValue }
    }

    private let sweep: ExportedSweep
    private let comparison: Comparison?
    private let parts: Parts

    /// - Throws: `DecisionError`, `ResultStoreError`.
    public init(_ sweep: ExportedSweep, as form: Form, with parts: Parts, in results: ResultStore) throws {
        self.sweep = sweep
        self.parts = parts
        comparison = form == .document ? try Comparison(of: [sweep.summary.sweep], in: results) : nil
    }

    public func write(_ emit: (String) throws -> Void) throws {
        guard let comparison else {
            for trial in sweep.trials { try emit(document(of: trial).text() + "\n") }
            return
        }
        var head = comparison.json.object ?? [:]
        head["trials"] = nil
        try emit("{\"comparison\":\(JSON.object(head).text()),\n\"schema\":\"stepsweep.export\",\n\"trials\":[")
        for (place, trial) in sweep.trials.enumerated() {
            try emit((place == 0 ? "\n" : ",\n") + document(of: trial).text())
        }
        try emit("\n],\n\"version\":1}\n")
    }

    /// The outcome's own document, with the trial's place in the ranking.
    private func document(of trial: ExportedTrial) throws -> JSON {
        let outcome = try sweep.details(of: trial)
        var members = outcome.json.object ?? [:]
        if !parts.contains(.curves) { members["curve"] = nil }
        if !parts.contains(.losses) {
            for name in ["validationLosses", "validationErrors", "testLosses", "testErrors"] { members[name] = nil }
        }
        members["rank"] = trial.ranked.rank.map(JSON.integer) ?? .null
        members["value"] = trial.ranked.value.map(JSON.number) ?? .null
        members["derivedMetrics"] = .object(trial.ranked.derivedMetrics.mapValues(JSON.number))
        return .object(members)
    }
}
