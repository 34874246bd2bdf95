public import Decisions
internal import JSON
public import ResultStore
internal import SweepModel

/// What `decision list` prints for a person: a line a decision, the latest first, and the chain's head.
public struct DecisionListScreen: Sendable {
    private let records: [DecisionRecord]

    /// - Parameter records: the first one first.
    public init(_ records: [DecisionRecord]) { self.records = records }

    public func text(width: Int, style: TextStyle = .plain) -> String {
        guard let last = records.last else { return "no decisions yet\n" }
        let columns = [
            TableColumn("decision", .right), TableColumn("kind"), TableColumn("model", .right), TableColumn("move"),
            TableColumn("at (UTC)", leastWidth: .max), TableColumn("by", expendability: 20, leastWidth: 6),
            TableColumn("checks", expendability: 10), TableColumn("why", expendability: 30, leastWidth: 10),
        ]
        let table = TextTable(columns: columns, rows: records.reversed().map(Self.cells)) { _ in .none }
        let (lines, leftOut) = table.lines(width: width, style: style)
        let note = leftOut.isEmpty ? [] : [style.dim("no room for \(leftOut.joined(separator: ", ")); see --json")]
        return (lines + note + ["", "head \(last.digest)"]).joined(separator: "\n") + "\n"
    }

    private static func cells(_ record: DecisionRecord) -> [String] {
        let draft = record.draft
        let overridden = draft.checks.count { $0.outcome == .overridden }
        return [
            String(record.number), draft.kind.rawValue, draft.model.map(String.init) ?? "",
            draft.move.map { "\($0.alias.rawValue) \($0.from.map(String.init) ?? "–") → \($0.to)" } ?? "",
            UTC.text(secondsSince1970: draft.at), draft.by,
            overridden == 0 ? "all passed" : "\(overridden) overridden", draft.override ?? draft.note ?? "",
        ]
    }
}

/// What `decision show` prints for a person: who, why, the checks, and what it rested on.
public struct DecisionScreen: Sendable {
    private let record: DecisionRecord

    public init(_ record: DecisionRecord) { self.record = record }

    public func text(width: Int, style: TextStyle = .plain) -> String {
        let draft = record.draft
        let about = [draft.model.map { "model \($0)" }, draft.move.map(Self.text)].compactMap(\.self)
        var lines = [
            style.bold("decision \(record.number): \(draft.kind.rawValue)")
                + (about.isEmpty ? "" : "  " + about.joined(separator: ", ")),
            SafeText.neutralise("  by \(draft.by) on \(UTC.text(secondsSince1970: draft.at)) UTC"),
        ]
        if let note = draft.note { lines.append(SafeText.neutralise("  note: \(note)")) }
        if let why = draft.override { lines.append(SafeText.neutralise("  overridden because: \(why)")) }
        lines += CheckList(draft.checks).lines(width: width, style: style)
        lines += draft.facts.sorted { $0.key < $1.key }.flatMap { Self.lines($0.key, $0.value) }
        lines += ["  record \(record.digest)", "  behind \(record.previous)"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ move: DecisionDraft.Move) -> String {
        "\(move.alias.rawValue) \(move.from.map { "from model \($0) " } ?? "")to model \(move.to)"
    }

    /// A line for each value, by its dotted name.
    private static func lines(_ name: String, _ value: JSON) -> [String] {
        if let members = value.object, !members.isEmpty {
            return members.sorted { $0.key < $1.key }.flatMap { lines("\(name).\($0.key)", $0.value) }
        }
        return value.isNull ? [] : [SafeText.neutralise("  \(name) \(value.string ?? value.text())")]
    }
}

/// What `decision verify` prints for a person.
public struct VerificationScreen: Sendable {
    private let verification: Verification

    public init(_ verification: Verification) { self.verification = verification }

    public func text(style: TextStyle = .plain) -> String {
        let count = verification.decisions.count
        guard count > 0 || !verification.isSound else { return "no decisions yet\n" }
        let what = count == 1 ? "decision \(verification.decisions[0])" : "\(count.grouped) decisions"
        let verdict =
            verification.isSound
            ? style.green("\(what) verified") + ": chain, log, models, outcomes, figures and checks are as recorded"
            : style.red("\(what): \(verification.findings.count) differ\(verification.findings.count == 1 ? "s" : "")")
        let lines = [verdict] + verification.findings.map(Self.line) + (verification.head.map { ["head \($0)"] } ?? [])
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ finding: VerificationFinding) -> String {
        let place = finding.decision.map { "decision \($0)" } ?? "registry"
        return SafeText.neutralise(
            "  \(place)  \(finding.field): recorded \(text(finding.recorded)), found \(text(finding.found))")
    }

    private static func text(_ value: JSON) -> String { value.isNull ? "nothing" : value.string ?? value.text() }
}

/// What `models --log` prints for a person: every move of an alias, the latest first.
public struct MovesScreen: Sendable {
    private let moves: [AliasMove]

    /// - Parameter moves: the oldest first.
    public init(_ moves: [AliasMove]) { self.moves = moves }

    public func text(width: Int, style: TextStyle = .plain) -> String {
        guard !moves.isEmpty else { return "no alias has moved yet\n" }
        let columns = [
            TableColumn("at (UTC)", leastWidth: .max), TableColumn("alias", leastWidth: .max),
            TableColumn("from", .right), TableColumn("to", .right),
            TableColumn("decision", .right, expendability: 10),
            TableColumn("by", expendability: 20, leastWidth: 6), TableColumn("why", expendability: 30, leastWidth: 10),
        ]
        let rows = moves.reversed().map { move in
            [
                UTC.text(secondsSince1970: move.movedAt), move.alias.rawValue, move.from.map(String.init) ?? "–",
                String(move.to), move.decision.map(String.init) ?? "", move.movedBy, move.note ?? "",
            ]
        }
        let (lines, leftOut) = TextTable(columns: columns, rows: rows) { _ in .none }.lines(width: width, style: style)
        let note = leftOut.isEmpty ? [] : [style.dim("no room for \(leftOut.joined(separator: ", ")); see --json")]
        return (lines + note).joined(separator: "\n") + "\n"
    }
}
