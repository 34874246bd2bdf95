import Foundation

/// How far the best of many equal scores lies above their common value by luck alone.
public enum ExpectedMaximum {
    /// E[max of N standard normals] = ∫ x N φ(x) Φ(x)^(N−1) dx, in standard deviations; 0 for N = 1, 0.5642 for N = 2.
    ///
    /// By the trapezoidal rule, which converges exponentially for such integrands, to about 1e-14 up to N = 1e18.
    /// A guide for independent scores of equal spread, not a correction: trials of an adaptive sampler are neither.
    /// `nil` for N below 1.
    public static func ofStandardNormals(count: Int) -> Double? {
        guard count >= 1 else { return nil }
        if count == 1 { return 0 }
        let others = Double(count) - 1
        var sum = 0.0
        for index in -2560...2560 {
            let x = Double(index) / 64
            let product = others * StandardNormal.logCumulative(x)
            guard product > -800 else { continue }
            sum += x * StandardNormal.density(x) * exp(product)
        }
        return Double(count) * sum / 64
    }
}
