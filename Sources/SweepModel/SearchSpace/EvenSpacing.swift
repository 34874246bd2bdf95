internal import Foundation

/// Evenly spaced numbers with both ends included: the same bits on every machine.
///
/// Only +, −, ×, ÷ and √ are used, which IEEE 754 rounds in one way only; `exp`, `log` and `pow` differ between libraries.
/// Numbers between the ends are rounded to 13 significant digits, so that people read 0.001 and not 0.0010000000000000002.
public enum EvenSpacing {
    static let significantDigits = 13

    /// `steps` numbers (at least 2) from `first` through `last`, with equal differences.
    public static func linear(from first: Double, through last: Double, steps: Int) -> [Double] {
        between(first, last, steps) { index, end in
            let part = Double(index) / Double(end)
            return first * (1 - part) + last * part
        }
    }

    /// `steps` numbers (at least 2) from `first` through `last`, both greater than 0, with equal ratios.
    public static func logarithmic(from first: Double, through last: Double, steps: Int) -> [Double] {
        let root = last.squareRoot() / first.squareRoot()
        return between(first, last, steps) { index, end in product(first, root, part: Double(index) / Double(end)) }
    }

    /// Whole numbers nearest to `steps` (at least 2) evenly spaced ones; `first` < `last`. Halves round up, repeats are dropped.
    public static func whole(from first: Int, through last: Int, steps: Int) -> [Int] {
        guard steps > 1 else { return [first] }
        let span = UInt(bitPattern: last &- first)
        let end = UInt(steps - 1)
        var numbers: [Int] = []
        for index in 0..<UInt(steps) {
            let product = span.multipliedFullWidth(by: index)
            // index ≤ end, so the quotient is at most `span` and fits.
            let (quotient, remainder) = end.dividingFullWidth(product)
            let number = first &+ Int(bitPattern: quotient &+ (remainder >= end - remainder ? 1 : 0))
            if number != numbers.last { numbers.append(number) }
        }
        return numbers
    }

    /// e to the power of `exponent`, rounded to 13 significant digits; the exponent lies in −700...700.
    public static func exponential(_ exponent: Double) -> Double {
        let whole = exponent.rounded(.towardZero)
        var power = product(1, 1.648_721_270_700_128_2, part: abs(exponent - whole))
        for _ in 0..<Int(abs(whole)) { power *= 2.718_281_828_459_045 }
        return rounded(exponent < 0 ? 1 / power : power)
    }

    /// The multiple of `quantum` nearest to `number`; halves go to the even multiple, as in numpy.
    public static func quantised(_ number: Double, by quantum: Double) -> Double {
        rounded((number / quantum).rounded(.toNearestOrEven) * quantum)
    }

    /// Cut to 13 significant digits.
    public static func rounded(_ number: Double) -> Double {
        Double(String(format: "%.\(significantDigits - 1)e", number)) ?? number
    }

    private static func between(
        _ first: Double, _ last: Double, _ steps: Int, _ value: (_ index: Int, _ end: Int) -> Double
    ) -> [Double] {
        (0..<max(1, steps)).map { index in
            switch index {
            case 0: first
            case steps - 1: last
            default: rounded(value(index, steps - 1))
            }
        }
    }

    /// `first` times `root` squared to the power of `part` in 0...1: a square root more for each binary digit of `part`.
    ///
    /// Multiplied in this order, no product leaves the range between both ends.
    private static func product(_ first: Double, _ root: Double, part: Double) -> Double {
        var product = first
        var factor = root
        var rest = part
        while rest > 0, factor != 1 {
            rest *= 2
            if rest >= 1 {
                product *= factor
                rest -= 1
            }
            factor = factor.squareRoot()
        }
        return product
    }
}
