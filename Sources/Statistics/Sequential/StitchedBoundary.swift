import Foundation

/// A curve that a sum crosses at any time with probability alpha at most, of the law of the iterated logarithm's shape.
///
/// Polynomial stitching of Howard et al. (Annals of Statistics 49, 2021, eq. 10): k₁ = (η^¼ + η^−¼)/√2, k₂ = (√η + 1)/2,
/// A(v) = s ln ln(ηv/v_min) + ln(ζ(s)/(α (ln η)^s)), u(v) = √(k₁² v A + (k₂ c A)²) + k₂ c A.
public struct StitchedBoundary: Sendable, Equatable {
    /// The intrinsic time from which the boundary is tight; earlier times get its value there.
    public let smallestTime: Double
    /// The sub-gamma scale; 0 for sub-Gaussian sums.
    public let scale: Double
    /// How the error is spread over epochs, above 1.
    public let exponent: Double
    /// The ratio of epochs, above 1.
    public let epochRatio: Double

    /// `nil` unless smallestTime > 0, scale ≥ 0, exponent > 1 and epochRatio > 1, all finite.
    public init?(smallestTime: Double, scale: Double = 0, exponent: Double = 1.4, epochRatio: Double = 2) {
        guard smallestTime > 0, scale >= 0, exponent > 1, epochRatio > 1,
            [smallestTime, scale, exponent, epochRatio].allSatisfy(\.isFinite)
        else { return nil }
        self.smallestTime = smallestTime
        self.scale = scale
        self.exponent = exponent
        self.epochRatio = epochRatio
    }

    /// u(v), in the unit of the sum; `nil` for an intrinsic time that is not finite or an alpha outside (0, 1).
    public func bound(at time: Double, alpha: Double = 0.05) -> Double? {
        guard time.isFinite, alpha > 0, alpha < 1 else { return nil }
        let v = max(time, smallestTime)
        let root = epochRatio.squareRoot()
        let k1 = (root.squareRoot() + 1 / root.squareRoot()) / 2.0.squareRoot()
        let k2 = (root + 1) / 2
        let ratio = log(epochRatio)
        let level = exponent * log((ratio + log(v / smallestTime)) / ratio) + log(Self.zeta(exponent) / alpha)
        let linear = k2 * scale * level
        return (k1 * k1 * v * level + linear * linear).squareRoot() + linear
    }

    /// Riemann's ζ(s) for s > 1, by the Euler–Maclaurin sum (DLMF 25.2.9).
    static func zeta(_ s: Double) -> Double {
        let terms = 32.0
        var sum = 0.0
        for n in stride(from: terms - 1, through: 1, by: -1) { sum += pow(n, -s) }
        let last = pow(terms, -s)
        let square = terms * terms
        let third = s * (s + 1) * (s + 2) / (720 * square)
        let fifth = third * (s + 3) * (s + 4) / (42 * square)
        return sum + last * (terms / (s - 1) + 0.5 + (s / 12 - third + fifth) / terms)
    }
}
