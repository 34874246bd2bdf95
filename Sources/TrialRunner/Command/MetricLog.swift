/// The metrics that a program reports while it runs: the last value of each, and a curve of bounded length.
struct MetricLog {
    /// More names than this are not taken, so that a program can't fill the memory with names.
    static let maximumNames = 100
    /// A longer curve is thinned to every second row, again and again.
    static let maximumRows = 1_000

    /// The last value of each metric, which may be NaN or infinite.
    private(set) var last: [String: Double] = [:]
    /// The step of the latest report.
    private(set) var step = 0.0
    /// Whether a name was refused.
    private(set) var hasTooManyNames = false

    private var rows: [Row] = []
    /// The report under way: it is closed when a name comes again or the step changes.
    private var open: Row?
    /// Rows closed so far, and of how many one is kept.
    private var closed = 0
    private var stride = 1
    /// The newest row, where thinning did not keep it.
    private var newest: Row?

    private struct Row {
        var step: Double
        var isStepGiven: Bool
        var values: [String: Double]

        func finite(_ name: String) -> Double? { values[name].flatMap { $0.isFinite ? $0 : nil } }
    }

    /// Takes values of one line. A value named `step` is no metric: it says which step the others belong to.
    ///
    /// A step that is not above an earlier one rewinds the curve to it: a program that starts again at a checkpoint reports
    /// some steps twice, and the later report counts.
    mutating func report(_ pairs: [(name: String, value: Double)]) {
        let given = pairs.last { $0.name == "step" && $0.value.isFinite }?.value
        for (name, value) in pairs where name != "step" {
            if last[name] == nil, last.count >= Self.maximumNames {
                hasTooManyNames = true
                continue
            }
            last[name] = value
            add(name, value, step: given)
        }
    }

    /// Columns of equal length by name, and `step`. A row without a metric has its value before; before its first value, its first.
    func curve() -> [String: [Double]] {
        let all = allRows
        guard !all.isEmpty else { return [:] }
        var columns = ["step": all.map(\.step)]
        for name in last.keys {
            guard var value = all.lazy.compactMap({ $0.finite(name) }).first else { continue }
            columns[name] = all.map { row in
                value = row.finite(name) ?? value
                return value
            }
        }
        return columns
    }

    private mutating func add(_ name: String, _ value: Double, step given: Double?) {
        if let row = open, row.values[name] != nil || (given ?? row.step) != row.step { close() }
        if open == nil {
            if let given { rewind(to: given) }
            step = given ?? step + 1
            open = Row(step: step, isStepGiven: given != nil, values: [:])
        }
        open?.values[name] = value
    }

    private mutating func close() {
        guard let row = open else { return }
        open = nil
        newest = nil
        if closed % stride == 0 { rows.append(row) } else { newest = row }
        closed += 1
        guard rows.count > Self.maximumRows else { return }
        newest = newest ?? rows.last
        rows = rows.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        if newest?.step == rows.last?.step { newest = nil }
        stride *= 2
    }

    private mutating func rewind(to step: Double) {
        guard let end = newest ?? rows.last, end.step >= step else { return }
        if let row = newest, row.step >= step { newest = nil }
        while let row = rows.last, row.step >= step { rows.removeLast() }
        closed = rows.count * stride
    }

    private var allRows: [Row] {
        (rows + [newest, open].compactMap { $0 }).filter { $0.values.contains { $0.value.isFinite } }
    }
}
