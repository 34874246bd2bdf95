internal import Decisions
internal import Foundation
public import ResultStore
internal import SweepModel

/// What `models` prints for a person: the versions, the latest first, with their aliases.
public struct ModelsScreen: Sendable {
    private let versions: [ModelVersion]
    private let aliases: [ModelAlias: Int]

    public init(versions: [ModelVersion], aliases: [ModelAlias: Int]) {
        self.versions = versions
        self.aliases = aliases
    }

    /// The table of versions, the latest first.
    ///
    /// - Parameter width: columns of the terminal; wider tables lose their less important columns.
    public func text(width: Int, style: TextStyle = .plain) -> String {
        guard !versions.isEmpty else {
            return "no model versions yet; `stepsweep promote SWEEP --as challenger` makes the first\n"
        }
        let columns = [
            TableColumn("model", .right), TableColumn("alias", leastWidth: .max), TableColumn("sweep", leastWidth: 12),
            TableColumn("trial", leastWidth: .max), TableColumn("metric", expendability: 10, leastWidth: 12),
            TableColumn("value", .right), TableColumn("best of", .right, expendability: 30),
            TableColumn("created (UTC)", expendability: 20, leastWidth: .max),
            TableColumn("by", expendability: 40, leastWidth: 6), TableColumn("note", expendability: 50, leastWidth: 10),
        ]
        let table = TextTable(columns: columns, rows: versions.map(cells)) { index in
            aliases[.champion] == versions[index].version ? .strong : .none
        }
        let (lines, leftOut) = table.lines(width: width, style: style)
        let note = leftOut.isEmpty ? "" : "no room for \(leftOut.joined(separator: ", ")); see --json"
        let notes = note.isEmpty ? [] : [""] + TextWrap.lines(note, width: width).map(style.dim)
        return (lines + notes).joined(separator: "\n") + "\n"
    }

    private func cells(_ version: ModelVersion) -> [String] {
        let names = aliases.filter { $0.value == version.version }.keys.sorted().map(\.rawValue)
        return [
            String(version.version), names.joined(separator: ", "), version.sweep, String(version.trial.prefix(8)),
            version.metric.name, version.value.map(NumberText.short) ?? "", version.chosenFrom.grouped,
            UTC.text(secondsSince1970: version.createdAt), version.createdBy, version.note ?? "",
        ]
    }
}

/// A moment as `2026-11-24 10:57`, in Universal Time.
public enum UTC {
    public static func text(secondsSince1970 seconds: Double) -> String {
        // Beyond these years a calendar's arithmetic means nothing.
        guard seconds.isFinite, abs(seconds) < 1e11 else { return "?" }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: seconds))
        func two(_ number: Int?) -> String { String(format: "%02d", number ?? 0) }
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
    }
}
