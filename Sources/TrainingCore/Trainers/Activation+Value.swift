internal import Foundation

extension Activation {
    /// √(2/π), a factor of GELU's tanh form.
    public static let geluScale = 0.797_884_560_802_865_4
    /// The factor of its cubic term.
    public static let geluCubic = 0.044_715

    /// The function itself: the reference that the fast kernels are held to.
    func value(_ z: Double) -> Double {
        switch self {
        case .relu: return max(0, z)
        case .tanh: return Self.hyperbolicTangent(z)
        case .sigmoid: return 1 / (1 + exp(-z))
        case .gelu:
            return z / 2 * (1 + Self.hyperbolicTangent(Self.geluScale * (z + Self.geluCubic * z * z * z)))
        }
    }

    /// Its derivative at z.
    func slope(_ z: Double) -> Double {
        switch self {
        case .relu: return z > 0 ? 1 : 0
        case .tanh:
            let t = Self.hyperbolicTangent(z)
            return 1 - t * t
        case .sigmoid:
            let s = 1 / (1 + exp(-z))
            return s * (1 - s)
        case .gelu:
            let t = Self.hyperbolicTangent(Self.geluScale * (z + Self.geluCubic * z * z * z))
            return (1 + t) / 2 + z / 2 * (1 - t * t) * Self.geluScale * (1 + 3 * Self.geluCubic * z * z)
        }
    }

    /// The case `tanh` hides the function of that name.
    private static func hyperbolicTangent(_ z: Double) -> Double { Foundation.tanh(z) }
}
