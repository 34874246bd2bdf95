internal import SweepModel

/// Gathers what is wrong or doubtful in one file.
struct Findings: Sendable {
    /// More than so many are counted, not listed.
    static let listed = 100

    let file: String
    private var found: [(place: Place, diagnostic: Diagnostic)] = []

    init(file: String) { self.file = file }

    private(set) var errorCount = 0

    var hasErrors: Bool { errorCount > 0 }

    /// Places whose values can't be read at all: what they would mean is not worth a second complaint.
    private var unreadable: Set<Place> = []

    func hasError(at place: Place) -> Bool { found.contains { $0.place == place && $0.diagnostic.severity == .error } }

    mutating func error(_ path: String, _ message: String, at place: Place) {
        add(.error, path, message, place)
    }

    /// An error of YAML itself in the value at `place`.
    mutating func unreadable(_ path: String, _ message: String, at place: Place) {
        error(path, message, at: place)
        unreadable.insert(place)
    }

    mutating func warning(_ path: String, _ message: String, at place: Place) { add(.warning, path, message, place) }

    private mutating func add(_ severity: Diagnostic.Severity, _ path: String, _ message: String, _ place: Place) {
        guard !unreadable.contains(place) else { return }
        let diagnostic = Diagnostic(
            severity, file: file, line: place.line, column: place.column, path: path, message: message)
        found.append((place, diagnostic))
        if severity == .error { errorCount += 1 }
    }

    /// In the order of the file; at one place, in the order of discovery.
    var diagnostics: [Diagnostic] {
        let sorted = found.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.diagnostic)
        guard sorted.count > Findings.listed else { return sorted }
        // Errors must not hide behind warnings.
        let errors = sorted.filter { $0.severity == .error }
        let kept = errors.count < Findings.listed ? Array(sorted.prefix(Findings.listed)) : errors
        let shown = Array(kept.prefix(Findings.listed))
        let rest = Diagnostic(file: file, message: "and \(sorted.count - shown.count) more; mend these first")
        return shown + [rest]
    }
}
