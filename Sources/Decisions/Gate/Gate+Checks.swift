internal import Foundation
internal import JSON
internal import ObjectStore
internal import ResultStore
internal import Statistics
internal import SweepModel

extension Gate {
    /// Whether a finished confirmation scored the candidate on the test rows.
    var evidenceCheck: GateCheck {
        func refuse(_ text: String) -> GateCheck { GateCheck(.evidence, .refused, text) }
        if let original = work?.confirms?.sweep {
            return refuse("\(subject.sweep) is itself a confirmation; promote the sweep behind it, \(original)")
        }
        guard let confirmation else {
            return refuse("no finished confirmation of \(subject.sweep): run `stepsweep confirm \(subject.sweep)`")
        }
        guard confirmation.isFinished else {
            return refuse(
                "\(confirmation.id) has \(confirmation.missing.grouped) trials without an outcome: run `stepsweep resume"
                    + " \(confirmation.id)`")
        }
        let id = trial.trial.prefix(8)
        guard let point else {
            return refuse(
                "\(confirmation.id) did not train \(id) again: run `stepsweep confirm \(subject.sweep) --trial \(id)`")
        }
        guard let metric = confirmation.testMetric else {
            return refuse("\(confirmation.id) scored no test rows, and fresh seeds alone say nothing of new data")
        }
        guard let test = point.test, test.mean.isFinite else {
            return refuse("no trial of \(confirmation.id) for \(id) has \(metric.name)")
        }
        let rows = confirmation.testRows.map { " and \($0.grouped) test rows" } ?? ""
        let rank = (confirmation.points.firstIndex(of: point) ?? 0) + 1
        let place =
            confirmation.points.count == 1
            ? "the only point"
            : rank == 1 ? "the best of \(confirmation.points.count)" : "number \(rank) of \(confirmation.points.count)"
        return GateCheck(
            .evidence, .passed,
            "\(metric.name) \(test.mean.shortText) over \(Self.count(test.count, "fresh seed"))\(rows), \(place) that \(confirmation.id) confirmed",
            figures: [
                "confirmation": .string(confirmation.id), "metric": metric.json, "score": test.json,
                "rows": confirmation.testRows.map(JSON.integer) ?? .null, "rank": .integer(rank),
                "points": .integer(confirmation.points.count),
            ])
    }

    /// Whether sweep, confirmation and champion have the same data.
    func dataCheck() throws -> GateCheck {
        let own = trial.provenance.dataDigest
        var figures: [String: JSON] = ["sweep": own.map(JSON.string) ?? .null]
        func check(_ outcome: GateCheck.Outcome, _ text: String) -> GateCheck {
            GateCheck(.data, outcome, text, figures: .object(figures))
        }
        if let confirmation, let other = try WorkDocument.stored(confirmation.id, in: store) {
            figures["confirmation"] = other.kind.dataDigest.map(JSON.string) ?? .null
            guard other.kind.dataDigest == own, other.kind.targetDigest == work?.kind.targetDigest else {
                return check(
                    .refused, "the data changed: \(confirmation.id) was scored on others than \(subject.sweep)")
            }
            guard other.codeDigest == trial.provenance.codeDigest || own != nil else {
                return check(.refused, "the program changed between \(subject.sweep) and \(confirmation.id)")
            }
        }
        if let champion {
            figures["champion"] = champion.dataDigest.map(JSON.string) ?? .null
            guard champion.dataDigest == own else {
                return check(
                    .refused,
                    "the data changed: the champion, model \(champion.version), learned from \(Self.name(champion.dataDigest)), this one from"
                        + " \(Self.name(own))")
            }
        }
        guard let own else { return check(.skipped, "a program of yours: nothing is known of its data") }
        let whom = ["sweep", "confirmation", "champion"].filter { figures[$0] != nil }
        return check(.passed, "\(own.prefix(12))…, the same for \(whom.joined(separator: ", "))")
    }

    /// Whether the one look at the test rows was the cited confirmation's.
    var testRowsCheck: GateCheck {
        let figures: JSON = ["scorings": .array(scorings.map { .string($0.confirmation) })]
        func check(_ outcome: GateCheck.Outcome, _ text: String) -> GateCheck {
            GateCheck(.testRows, outcome, text, figures: figures)
        }
        let others = scorings.filter { $0.confirmation != confirmation?.id }
        if let other = others.last {
            let why = other.why.map { ", because “\($0)”" } ?? ""
            return check(
                .refused,
                "the test rows were scored \(ConfirmationError.times(scorings.count)), also by \(other.confirmation)\(why): the best of several looks"
                    + " is too good")
        }
        if let own = scorings.first {
            return check(.passed, "scored once, by \(own.confirmation)")
        }
        guard confirmation?.testMetric != nil else { return check(.skipped, "nobody has scored them") }
        return check(.refused, "the record of \(confirmation?.id ?? "") that the test rows were scored is gone")
    }

    static func count(_ count: Int, _ noun: String) -> String { "\(count.grouped) \(noun)\(count == 1 ? "" : "s")" }

    private static func name(_ digest: String?) -> String { digest.map { "\($0.prefix(12))…" } ?? "a program's own" }
}

extension WorkDocument.Kind {
    /// `nil` for a user's program.
    var dataDigest: String? { if case .builtIn(_, let digest, _) = self { digest } else { nil } }
    var targetDigest: String? { if case .builtIn(_, _, let digest) = self { digest } else { nil } }
}

extension Double {
    /// Four significant digits, for sentences.
    var shortText: String { String(format: "%.4g", self) }
}
