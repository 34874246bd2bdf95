internal import SweepModel

/// Which marks are drawn where there are too many for a reader and a browser.
struct Thinning<Element> {
    let kept: [Element]
    /// The rule, in a sentence; `nil` where everything is drawn.
    let note: String?
}

extension Thinning {
    /// The first `first` elements, and evenly spaced ones of the others up to `most` in all.
    ///
    /// - Parameters:
    ///   - elements: the ones that matter most come first.
    ///   - noun: what they are, for the note: `trials`.
    init(_ elements: [Element], first: Int, most: Int, noun: String = "trials") {
        guard elements.count > most, most > first else {
            kept = elements
            note = nil
            return
        }
        let others = elements.count - first
        let places = most - first
        let spaced = (0..<places).map { first + $0 * others / places }
        kept = elements[..<first] + spaced.map { elements[$0] }
        let all = elements.count.grouped
        note = "\(most.grouped) of \(all) \(noun) are drawn: the first \(first) and evenly spaced others."
    }
}
