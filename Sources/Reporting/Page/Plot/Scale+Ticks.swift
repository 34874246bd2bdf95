internal import Foundation

extension Scale {
    struct Tick {
        let place: Double
        let label: String
    }

    /// Round numbers within the scale, about `count` of them; all texts.
    func ticks(_ count: Int) -> [Tick] {
        if !own.isEmpty {
            let numbers = ChosenNumbers(own)
            return own.map { Tick(place: place($0), label: numbers.text($0)) }
        }
        return switch kind {
        case .linear(let range): linearTicks(range, count)
        case .log(let range): logTicks(range, count)
        case .texts(let texts): texts.indices.map { Tick(place: place(ofText: $0), label: HTML.cut(texts[$0], to: 14)) }
        }
    }

    private func linearTicks(_ range: ClosedRange<Double>, _ count: Int) -> [Tick] {
        let width = range.upperBound - range.lowerBound
        guard width.isFinite, width > 0 else { return ends(range) }
        let rough = width / Double(max(count, 1))
        let size = pow(10, log10(rough).rounded(.down))
        guard size > 0, let step = [1, 2, 5, 10].map({ $0 * size }).first(where: { $0 >= rough * 0.999 }) else {
            return ends(range)
        }
        let first = (range.lowerBound / step).rounded(.up)
        let last = (range.upperBound / step).rounded(.down)
        // Beyond 2^53 steps a step is no longer a difference.
        guard first.isFinite, last.isFinite, last - first <= 50, abs(first) < 9e15 else { return ends(range) }
        let decimals = max(0, -Int(log10(step * 1.0001).rounded(.down)))
        return stride(from: first, through: last, by: 1).map { number in
            let value = number * step
            return Tick(place: place(value), label: Self.label(value, decimals))
        }
    }

    private static func label(_ value: Double, _ decimals: Int) -> String {
        if value == 0 { return "0" }
        if abs(value) >= 1e6 || decimals > 5 { return String(format: "%.3g", value) }
        return String(format: "%.\(decimals)f", value)
    }

    /// Powers of ten, with 2 and 5 between them where there are few.
    private func logTicks(_ range: ClosedRange<Double>, _ count: Int) -> [Tick] {
        let (low, high) = (Int(log10(range.lowerBound).rounded(.down)), Int(log10(range.upperBound).rounded(.up)))
        let factors: [Double] = high - low <= 2 ? [1, 2, 5] : [1]
        let stride = max(1, (high - low) / max(count, 1))
        var ticks: [Tick] = []
        for power in Swift.stride(from: low, through: high, by: stride) {
            for factor in factors {
                let value = factor * pow(10, Double(power))
                if range.contains(value) { ticks.append(Tick(place: place(value), label: Self.logLabel(value))) }
            }
        }
        return ticks.count > 1 ? ticks : ends(range)
    }

    private static func logLabel(_ value: Double) -> String {
        value >= 1e-3 && value < 1e5 ? String(format: "%g", value) : String(format: "%.0e", value)
    }

    private func ends(_ range: ClosedRange<Double>) -> [Tick] {
        [range.lowerBound, range.upperBound].map { Tick(place: place($0), label: String(format: "%.3g", $0)) }
    }
}
