/// The root search of the peer behind the smallest detectable effects, statsmodels' `solve_power`.
///
/// It brackets the root between −1 and 1, times 10 until that holds, and runs Brent's method (1973) until the bracket is 1e-5 wide:
/// its numbers are off by up to that, while ours are exact. Its search over *our* power function must end where it ended.
enum PeerSearch {
    static func root(_ function: (Double) -> Double) -> Double {
        var (left, right) = (-1.0, 1.0)
        if !(function(left) < function(right)) {
            // The power of a two-sided test is even in the effect.
            left = abs(function(left) - function(right)) < 1e-15 ? 1e-8 : -1
            if !(function(left) < function(right)) { (left, right) = (right, left) }
        }
        for _ in 0..<100 where function(left) > 0 { (left, right) = (left * 10, left) }
        for _ in 0..<100 where function(right) < 0 { (left, right) = (right, right * 10) }
        return brent(from: left, to: right, function)
    }

    private static func brent(from start: Double, to end: Double, _ function: (Double) -> Double) -> Double {
        var previous = (x: start, f: function(start))
        var current = (x: end, f: function(end))
        var opposite = (x: 0.0, f: 0.0)
        var (lastStep, step) = (0.0, 0.0)
        for _ in 0..<100 {
            if previous.f != 0, current.f != 0, (previous.f < 0) != (current.f < 0) {
                opposite = previous
                step = current.x - previous.x
                lastStep = step
            }
            if abs(opposite.f) < abs(current.f) { (previous, current, opposite) = (current, opposite, current) }
            let delta = (1e-5 + 4 * Double.ulpOfOne * abs(current.x)) / 2
            let half = (opposite.x - current.x) / 2
            if current.f == 0 || abs(half) < delta { return current.x }
            let jump = interpolated(previous, current, opposite)
            let mayJump = abs(lastStep) > delta && abs(current.f) < abs(previous.f)
            if mayJump, 2 * abs(jump) < min(abs(lastStep), 3 * abs(half) - delta) {
                (lastStep, step) = (step, jump)
            } else {
                (lastStep, step) = (half, half)
            }
            previous = current
            current.x += abs(step) > delta ? step : (half > 0 ? delta : -delta)
            current.f = function(current.x)
        }
        return current.x
    }

    /// The secant's step, or the inverse quadratic one where three points are there.
    private static func interpolated(
        _ previous: (x: Double, f: Double), _ current: (x: Double, f: Double), _ opposite: (x: Double, f: Double)
    ) -> Double {
        if previous.x == opposite.x {
            return -current.f * (current.x - previous.x) / (current.f - previous.f)
        }
        let first = (previous.f - current.f) / (previous.x - current.x)
        let second = (opposite.f - current.f) / (opposite.x - current.x)
        return -current.f * (opposite.f * second - previous.f * first)
            / (second * first * (opposite.f - previous.f))
    }
}
