internal import Foundation
internal import JSON

/// From a value to a place between two ends of a drawing.
struct Scale {
    enum Kind: Equatable {
        case linear(ClosedRange<Double>)
        /// Both ends are greater than 0.
        case log(ClosedRange<Double>)
        /// Texts, in the order in which they stand.
        case texts([String])
    }

    let kind: Kind
    let start: Double
    let end: Double
    /// The only values that stand on it, where they are so few that each gets its own tick.
    var own: [Double] = []

    /// Where a number stands; it is moved to the nearer end where it lies outside.
    func place(_ value: Double) -> Double {
        let share: Double
        switch kind {
        case .linear(let range): share = Self.share(value, range)
        case .log(let range):
            let floor = max(value, range.lowerBound)
            share = Self.share(log10(floor), log10(range.lowerBound)...log10(range.upperBound))
        case .texts: share = 0.5
        }
        return start + min(max(share, 0), 1) * (end - start)
    }

    /// Where a value stands; `nil` where it has no place on this scale.
    func place(_ value: JSON?) -> Double? {
        guard let value else { return nil }
        if case .texts(let texts) = kind { return texts.firstIndex(of: Self.text(value)).map(place(ofText:)) }
        return value.double.flatMap { $0.isFinite ? place($0) : nil }
    }

    func place(ofText index: Int) -> Double {
        guard case .texts(let texts) = kind else { return start }
        return start + (Double(index) + 0.5) / Double(max(texts.count, 1)) * (end - start)
    }

    /// What the script and a reader of the page's source need to turn places back into values.
    func attribute(_ name: String) -> String {
        let ends = "\(SVG.number(start)) \(SVG.number(end))"
        switch kind {
        case .linear(let range): return " data-\(name)=\"linear \(range.lowerBound) \(range.upperBound) \(ends)\""
        case .log(let range): return " data-\(name)=\"log \(range.lowerBound) \(range.upperBound) \(ends)\""
        case .texts: return ""
        }
    }

    static func text(_ value: JSON) -> String { value.string ?? value.text() }

    /// Quarters keep the width of the widest range finite.
    private static func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        let width = range.upperBound / 4 - range.lowerBound / 4
        guard width > 0 else { return 0.5 }
        return (value / 4 - range.lowerBound / 4) / width
    }
}

extension Scale {
    /// Over measured numbers, with a little room at both ends.
    static func measured(_ values: some Sequence<Double>, _ start: Double, _ end: Double) -> Scale {
        let finite = values.filter(\.isFinite)
        guard let least = finite.min(), let greatest = finite.max() else {
            return Scale(kind: .linear(0...1), start: start, end: end)
        }
        guard least < greatest else {
            let room = max(abs(least) * 0.05, 1e-9)
            return Scale(kind: .linear(safe(least - room)...safe(greatest + room)), start: start, end: end)
        }
        let room = (greatest / 4 - least / 4) * 4 * 0.05
        guard room.isFinite else { return Scale(kind: .linear(least...greatest), start: start, end: end) }
        return Scale(kind: .linear(safe(least - room)...safe(greatest + room)), start: start, end: end)
    }

    /// Over a parameter's values: texts where one of them is no number, logarithmic where they span more than two sizes.
    ///
    /// - Parameter mostTexts: the first ones, by number and then by name; the others have no place.
    static func chosen(_ values: [JSON], _ start: Double, _ end: Double, mostTexts: Int = 20) -> Scale {
        let numbers = values.compactMap(\.double).filter(\.isFinite)
        guard numbers.count == values.count, let least = numbers.min(), let greatest = numbers.max() else {
            let texts = Array(Set(values.map(text))).sorted(by: comesBefore)
            return Scale(kind: .texts(Array(texts.prefix(mostTexts))), start: start, end: end)
        }
        let distinct = Array(Set(numbers)).sorted()
        var scale = measured(numbers, start, end)
        if least > 0, greatest / least >= 8, isGeometric(distinct) {
            let room = pow(greatest / least, 0.05)
            let (low, high) = (least / room, greatest * room)
            let range = (low > 0 ? low : least)...(high.isFinite ? high : greatest)
            scale = Scale(kind: .log(range), start: start, end: end)
        }
        if distinct.count <= 8 { scale.own = distinct }
        return scale
    }

    /// Whether the values lie more evenly by their logarithms: their mean is nearer to the middle.
    private static func isGeometric(_ numbers: [Double]) -> Bool {
        guard numbers.count > 2, let least = numbers.first, let greatest = numbers.last else { return true }
        func offset(_ map: (Double) -> Double) -> Double {
            let width = map(greatest) - map(least)
            let places = numbers.map { (map($0) - map(least)) / width }
            return abs(places.reduce(0, +) / Double(places.count) - 0.5)
        }
        return offset { log($0) } < offset { $0 / 4 }
    }

    private static func comesBefore(_ left: String, _ right: String) -> Bool {
        switch (Double(left), Double(right)) {
        case (let left?, let right?) where left != right: left < right
        case (.some, nil): true
        case (nil, .some): false
        default: left < right
        }
    }

    private static func safe(_ value: Double) -> Double {
        min(max(value, -Double.greatestFiniteMagnitude), Double.greatestFiniteMagnitude)
    }
}
