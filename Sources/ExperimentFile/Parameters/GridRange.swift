internal import JSON
internal import SweepModel

/// A range of the file that a grid walks through.
struct GridRange {
    /// Values of one parameter that are written out.
    static let longest = 100_000
    /// e to a larger power, or to a smaller one, is no longer a 64-bit number.
    private static let exponents = -700.0...700.0

    private let distribution: Distribution
    private let section: Section
    private let min: JSON
    private let max: JSON
    /// Given, except for whole numbers and `q_uniform`.
    private let steps: Int?
    private let quantum: JSON

    /// Reports ends that are no numbers, out of order or outside the scale, and missing `steps`.
    init?(_ distribution: Distribution, _ section: Section, _ findings: inout Findings) {
        let lower = GridRange.end("min", distribution, section, &findings)
        let upper = GridRange.end("max", distribution, section, &findings)
        let steps = section.wholeNumber("steps", in: 2...GridRange.longest, &findings)
        let quantum = GridRange.quantum(section, &findings)
        guard let lower, let upper, let quantum else { return nil }
        guard let low = lower.double, let high = upper.double, low < high || lower.isLess(than: upper) else {
            let hint = lower == upper ? "; write `value` for a single one" : ""
            findings.error(
                section.path(of: "max"), "must be greater than min (\(lower)), received \(upper)\(hint)",
                at: section["max"]?.place ?? section.place)
            return nil
        }
        if steps == nil, distribution != .intUniform, distribution != .qUniform {
            guard section["steps"] == nil else { return nil }
            findings.error(
                section.path,
                "`\(distribution.rawValue)` needs `steps: n` on a grid: n values, both ends included",
                at: section.place)
            return nil
        }
        self.distribution = distribution
        self.section = section
        min = lower
        max = upper
        self.steps = steps
        self.quantum = quantum
        if distribution.takesExponents { warnOfExponents(low, high, &findings) }
    }

    private static func end(
        _ key: String, _ distribution: Distribution, _ section: Section, _ findings: inout Findings
    ) -> JSON? {
        guard let value = section[key] else { return nil }
        let json = value.json
        var problem: String?
        if let number = json.double {
            if distribution == .intUniform, json.int == nil {
                problem = "must be a whole number for int_uniform"
            } else if distribution.takesLogValues, number < Double.leastNormalMagnitude {
                problem = "must be greater than 0 for a log scale"
            } else if distribution.takesExponents, !exponents.contains(number) {
                problem = "must be between -700 and 700: it is an exponent of e"
            }
        } else {
            problem = "must be a number"
        }
        guard let problem else { return json }
        findings.error(section.path(of: key), "\(problem), received \(value.quoted)", at: value.place)
        return nil
    }

    /// W&B's default is 1.
    private static func quantum(_ section: Section, _ findings: inout Findings) -> JSON? {
        guard let value = section["q"] else { return 1 }
        if let number = value.json.double, number > 0 { return value.json }
        findings.error(
            section.path(of: "q"), "must be a number greater than 0, received \(value.quoted)", at: value.place)
        return nil
    }

    private func warnOfExponents(_ low: Double, _ high: Double, _ findings: inout Findings) {
        guard low > 0, high <= 1 else { return }
        let ends = [low, high].map { JSON.number(EvenSpacing.exponential($0)).text() }
        findings.warning(
            section.path,
            "min and max of `\(distribution.rawValue)` are exponents of e, so this range runs from \(ends[0]) to "
                + "\(ends[1]); use `\(distribution.valuesForm)` if you mean the values themselves", at: section.place)
    }

    // MARK: Values

    func values(_ findings: inout Findings) -> ParameterValues? {
        switch distribution {
        case .intUniform: whole(&findings)
        case .qUniform: quantised(&findings)
        case .uniform: listed(EvenSpacing.linear, &findings)
        case .logUniformValues: listed(EvenSpacing.logarithmic, &findings)
        case .invLogUniformValues: listed({ EvenSpacing.logarithmic(from: $1, through: $0, steps: $2) }, &findings)
        case .logUniform:
            listed({ EvenSpacing.linear(from: $0, through: $1, steps: $2).map(EvenSpacing.exponential) }, &findings)
        case .invLogUniform:
            listed({ EvenSpacing.linear(from: -$0, through: -$1, steps: $2).map(EvenSpacing.exponential) }, &findings)
        case .qLogUniformValues: rounded(EvenSpacing.logarithmic, &findings)
        case .qLogUniform:
            rounded({ EvenSpacing.linear(from: $0, through: $1, steps: $2).map(EvenSpacing.exponential) }, &findings)
        default: nil
        }
    }

    private typealias Spacing = (_ first: Double, _ last: Double, _ steps: Int) -> [Double]

    private func spaced(_ spacing: Spacing) -> [Double] {
        guard let low = min.double, let high = max.double, let steps else { return [] }
        return spacing(low, high, steps)
    }

    private func listed(_ spacing: Spacing, _ findings: inout Findings) -> ParameterValues? {
        let numbers = spaced(spacing)
        guard Set(numbers).count == numbers.count else {
            findings.error(
                section.path(of: "steps"),
                "\(numbers.count) numbers between \(min) and \(max) can't be told apart in 13 digits; take fewer",
                at: section["steps"]?.place ?? section.place)
            return nil
        }
        return .list(numbers.map(JSON.number))
    }

    /// Log spaced, then rounded to multiples of `q`; repeats are dropped.
    private func rounded(_ spacing: Spacing, _ findings: inout Findings) -> ParameterValues? {
        let step = quantum.double ?? 1
        let isWhole = quantum.isWritten(asInteger: true)
        var numbers: [Double] = []
        for number in spaced(spacing).map({ EvenSpacing.quantised($0, by: step) }) where number != numbers.last {
            numbers.append(number)
        }
        guard numbers.allSatisfy(\.isFinite) else {
            findings.error(
                section.path(of: "q"),
                "is too small for numbers up to \(max): they can't be written as multiples of \(quantum); take a larger one",
                at: section["q"]?.place ?? section.place)
            return nil
        }
        if let steps, numbers.count < steps {
            findings.warning(
                section.path(of: "steps"),
                "rounding to multiples of \(quantum) leaves \(numbers.count) of \(steps) values",
                at: section["steps"]?.place ?? section.place)
        }
        return .list(numbers.map { isWhole ? JSON.number($0).normalisingNumbers : .number($0) })
    }

    private func whole(_ findings: inout Findings) -> ParameterValues? {
        guard let first = min.int, let last = max.int else { return nil }
        let (span, overflow) = last.subtractingReportingOverflow(first)
        guard !overflow, span < Int.max else {
            findings.error(
                section.path, "spans more than \(Int.max) whole numbers", at: section.place)
            return nil
        }
        guard let steps else { return .integers(first: first, step: 1, count: span + 1) }
        if steps > span + 1 {
            findings.warning(
                section.path(of: "steps"),
                "there are only \(span + 1) whole numbers from \(first) to \(last); each is tried once",
                at: section["steps"]?.place ?? section.place)
        }
        return .list(EvenSpacing.whole(from: first, through: last, steps: steps).map(JSON.integer))
    }

    /// numpy's `arange(min, max, q)`, as W&B's grid has it: `max` is left out.
    private func quantised(_ findings: inout Findings) -> ParameterValues? {
        if case .integer(let first) = min, case .integer(let end) = max, case .integer(let step) = quantum {
            let (span, overflow) = end.subtractingReportingOverflow(first)
            if !overflow { return .integers(first: first, step: step, count: (span - 1) / step + 1) }
        }
        guard let low = min.double, let high = max.double, let step = quantum.double else { return nil }
        let exact = (high - low) / step
        let nearest = exact.rounded()
        let count = abs(exact - nearest) < 1e-9 * Swift.max(1, exact) ? nearest : exact.rounded(.up)
        guard count <= Double(GridRange.longest), low + step > low, high - step < high else {
            findings.error(
                section.path(of: "q"), "gives more than \(GridRange.longest) values; take a larger one",
                at: section["q"]?.place ?? section.place)
            return nil
        }
        let isWhole = quantum.isWritten(asInteger: true) && min.isWritten(asInteger: true)
        return .list(
            (0..<Int(count)).map { index in
                let value = JSON.number(index == 0 ? low : EvenSpacing.rounded(low + Double(index) * step))
                return isWhole ? value.normalisingNumbers : value
            })
    }
}

extension JSON {
    /// Whole numbers that are equal as fractions still differ.
    fileprivate func isLess(than other: JSON) -> Bool {
        if case .integer(let left) = self, case .integer(let right) = other { left < right } else { false }
    }
}
