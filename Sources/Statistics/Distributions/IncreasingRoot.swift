import Foundation

/// Where an increasing function crosses zero between two bounds: Newton's steps, halved where they would leave the bracket.
///
/// - Parameters:
///   - value: the function and its slope.
/// - Returns: a point within the bounds; a bound where the function has one sign throughout.
func increasingRoot(
    from lowest: Double, to highest: Double, start: Double, value: (Double) -> (value: Double, slope: Double)
) -> Double {
    var lower = lowest
    var upper = highest
    var point = min(max(start, lowest), highest)
    for _ in 0..<400 {
        let (height, slope) = value(point)
        if height == 0 || height.isNaN { return point }
        if height < 0 { lower = point } else { upper = point }
        let newton = point - height / slope
        // Newton squares its error: after so small a step it has every digit.
        if abs(newton - point) < 1e-11 * max(1, abs(point)) { return min(max(newton, lowest), highest) }
        let next = newton > lower && newton < upper ? newton : lower + (upper - lower) / 2
        if next <= lower || next >= upper { return next }
        point = next
    }
    return point
}
