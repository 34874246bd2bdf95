public import Decisions
internal import Statistics
internal import SweepModel

/// What `compare` says below the leaderboard: how good the best really is, what ties with it, and what to do.
public struct AnalysisScreen: Sendable {
    let analysis: SweepAnalysis
    /// Digits of a trial's id.
    private let digits: Int
    /// The sweep of each trial; empty where a single one is judged.
    private let owners: [String: String]
    private static let labelWidth = 12
    /// Lines of a sentence, however long a name in it is.
    private static let sentenceLines = 6

    public init(_ analysis: SweepAnalysis, trialDigits: Int) {
        self.analysis = analysis
        digits = trialDigits
        owners =
            analysis.sweeps.count > 1
            ? Dictionary(analysis.candidates.map { ($0.trial, $0.sweep) }) { first, _ in first } : [:]
    }

    /// One thing that is said.
    enum Line {
        /// Broken between words where the terminal is narrow.
        case sentence(String)
        /// Columns that stand below each other: cut.
        case drawing(String)
        /// To be copied: as it is.
        case command(String)
    }

    /// - Parameter width: columns of the terminal. A command to type may be wider.
    public func text(width: Int, style: TextStyle = .plain) -> String {
        let parts: [(label: String, lines: [Line])] = [
            ("best", best), ("expected", expected), ("tied", tied), ("simplest", simplest), ("champion", champion),
            ("trade-off", front), ("importance", importance), ("watch", health), ("next", next),
        ]
        let room = max(20, width - Self.labelWidth)
        var lines: [String] = []
        for part in parts {
            for (index, text) in part.lines.flatMap({ Self.texts($0, room) }).enumerated() {
                let label = index == 0 ? part.label : ""
                let padding = String(repeating: " ", count: Self.labelWidth - label.count)
                lines.append(style.bold(label) + padding + (part.label == "next" ? style.green(text) : text))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func texts(_ line: Line, _ room: Int) -> [String] {
        switch line {
        case .sentence(let text):
            let all = TextWrap.lines(SafeText.neutralise(text), width: room)
            return all.prefix(sentenceLines).enumerated().map { index, line in
                let isCut = index == sentenceLines - 1 && all.count > sentenceLines
                return DisplayWidth.shorten(isCut ? line + " …" : line, to: room)
            }
        case .drawing(let text): return [DisplayWidth.shorten(SafeText.neutralise(text), to: room)]
        case .command(let text): return [SafeText.neutralise(text)]
        }
    }

    /// The beginning of a trial's id, with its sweep where several are judged together.
    func short(_ trial: String) -> String { trial.prefix(digits) + (owners[trial].map { " of \(name($0))" } ?? "") }

    /// A name of unknown length.
    func name(_ text: String) -> String { DisplayWidth.shorten(SafeText.neutralise(text), to: 30) }

    func range(_ interval: ConfidenceInterval) -> String {
        "\(NumberText.short(interval.lower)) … \(NumberText.short(interval.upper))"
    }
}
