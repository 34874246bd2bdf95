internal import Foundation
internal import JSON

/// An axis in cells: a cell a value where there are few values, else even ranges of the scale.
struct CellAxis {
    let start: Double
    let end: Double
    let labels: [String]
    private let values: [JSON]
    private let scale: Scale
    private let isBinned: Bool

    init(_ all: [JSON], _ start: Double, _ end: Double, _ most: Int) {
        self.start = start
        self.end = end
        let distinct = Self.sorted(Array(Set(all.map(\.normalisingNumbers))))
        let numbers = distinct.compactMap(\.double)
        isBinned = distinct.count > most && numbers.count == distinct.count
        scale = .chosen(all, start, end)
        guard isBinned else {
            values = Array(distinct.prefix(most))
            labels = values.map { HTML.cut(ParameterText.text($0), to: 14) }
            return
        }
        values = []
        let scale = scale
        labels = (0..<Self.bins).map { bin in
            let (low, high) = (Self.value(scale, Double(bin)), Self.value(scale, Double(bin + 1)))
            return PageText.number(low) + " to " + PageText.number(high)
        }
    }

    private static let bins = 10

    var count: Int { isBinned ? Self.bins : values.count }

    func cell(_ value: JSON?) -> Int? {
        guard let value else { return nil }
        guard isBinned else { return values.firstIndex(of: value.normalisingNumbers) }
        guard let place = scale.place(value) else { return nil }
        let share = (place - start) / (end - start)
        return min(Self.bins - 1, max(0, Int(share * Double(Self.bins))))
    }

    func edges(_ cell: Int) -> (Double, Double) {
        let step = (end - start) / Double(max(count, 1))
        return (start + step * Double(cell), start + step * Double(cell + 1))
    }

    var ticks: [Scale.Tick] {
        if isBinned { return scale.ticks(5) }
        return values.indices.map { index in
            let (low, high) = edges(index)
            return Scale.Tick(place: (low + high) / 2, label: labels[index])
        }
    }

    /// The value at the lower edge of a bin.
    private static func value(_ scale: Scale, _ edge: Double) -> Double {
        let share = edge / Double(bins)
        switch scale.kind {
        case .linear(let range): return range.lowerBound * (1 - share) + range.upperBound * share
        case .log(let range): return range.lowerBound * pow(range.upperBound / range.lowerBound, share)
        case .texts: return edge
        }
    }

    private static func sorted(_ values: [JSON]) -> [JSON] {
        values.sorted { left, right in
            switch (left.double, right.double) {
            case (let one?, let other?): one < other
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil): Scale.text(left) < Scale.text(right)
            }
        }
    }
}
