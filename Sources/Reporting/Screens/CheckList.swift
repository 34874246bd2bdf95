internal import Decisions

/// The checks of a decision as a short list with marks.
struct CheckList {
    private let checks: [GateCheck]

    init(_ checks: [GateCheck]) { self.checks = checks }

    func lines(width: Int, style: TextStyle) -> [String] {
        let longest = checks.map { Self.label($0.name).count }.max() ?? 0
        return checks.flatMap { check in
            let label = Self.label(check.name).padding(toLength: longest)
            let text = SafeText.neutralise(check.text) + (check.outcome == .overridden ? " (overridden)" : "")
            let room = max(20, width - longest - 6)
            return TextWrap.lines(text, width: room).enumerated().map { index, line in
                let head =
                    index == 0
                    ? "\(Self.mark(check.outcome, style)) \(label)" : String(repeating: " ", count: longest + 2)
                return "  \(head)  \(line)"
            }
        }
    }

    private static func label(_ name: GateCheck.Name) -> String { name.rawValue.replacing("-", with: " ") }

    private static func mark(_ outcome: GateCheck.Outcome, _ style: TextStyle) -> String {
        switch outcome {
        case .passed: style.green("✓")
        case .refused: style.red("✗")
        case .skipped: style.dim("–")
        case .overridden: style.red("!")
        }
    }
}

extension String {
    fileprivate func padding(toLength length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - count))
    }
}
