internal import Foundation

/// On which scale numbers that were tried lie evenly.
public enum NumberScale {
    /// Whether sorted, distinct numbers lie more evenly by their logarithms: the largest distance from even spacing decides, as in
    /// Kolmogorov's test. Two are even either way: a factor of ten or more makes them logarithmic.
    public static func isLogarithmic(_ numbers: [Double]) -> Bool {
        guard let low = numbers.first, let high = numbers.last, low > 0, low < high else { return false }
        guard numbers.count > 2 else { return high / low >= 10 }
        return unevenness(numbers.map { log($0) }) < unevenness(numbers) - 1e-9
    }

    private static func unevenness(_ numbers: [Double]) -> Double {
        guard let first = numbers.first, let last = numbers.last, last > first else { return 0 }
        return numbers.enumerated().reduce(0) { most, entry in
            let even = Double(entry.offset) / Double(numbers.count - 1)
            return max(most, abs((entry.element - first) / (last - first) - even))
        }
    }
}
