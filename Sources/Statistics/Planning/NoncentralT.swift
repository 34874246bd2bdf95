import Foundation

/// Student's t of a mean that is not 0: (Z + shift)/√(χ²_ν/ν).
struct NoncentralT {
    let degreesOfFreedom: Double
    /// At least 0.
    let shift: Double

    /// P(|T| > t) for t ≥ 0: the mean over s = √(χ²_ν/ν) of P(|Z + shift| > t s).
    ///
    /// By the trapezoidal rule in ln s, whose density is proportional to exp(ν (u − e^{2u}/2)); exponentially convergent.
    func outside(_ t: Double) -> Double {
        guard t < .infinity else { return 0 }
        let deviation = 1 / (2 * degreesOfFreedom).squareRoot()
        let step = min(deviation / 6, 1 / 12, 0.25 / max(shift, 1))
        guard deviation > 1e-7 else { return beyond(t) }
        if shift > Self.certainShift, step < deviation / 6 {
            // Z is nothing beside the shift: P(s < shift/t), to about 1/shift².
            let square = degreesOfFreedom * (shift / t) * (shift / t)
            return ChiSquare(degreesOfFreedom: degreesOfFreedom)?.cumulative(square) ?? .nan
        }
        var (weights, sum) = (0.0, 0.0)
        func add(_ index: Double) -> Bool {
            let point = index * step
            let weight = exp(degreesOfFreedom * (point - expm1(2 * point) / 2))
            weights += weight
            sum += weight * beyond(t * exp(point))
            return weight > 1e-20
        }
        _ = add(0)
        for direction in [1.0, -1] {
            var index = direction
            while add(index), abs(index) < 1e6 { index += direction }
        }
        return sum / weights
    }

    private static let certainShift = 1000.0

    private func beyond(_ distance: Double) -> Double {
        StandardNormal.upperTail(distance - shift) + StandardNormal.cumulative(-distance - shift)
    }
}
