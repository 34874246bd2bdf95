/// Where a trial's job runs in the cloud; on a laptop every lane is this machine.
public enum Lane: String, Sendable, Codable, CaseIterable, Comparable {
    case gpu
    case gpuSpot = "gpu-spot"
    case spot
    case onDemand = "on-demand"
    case fargate
    case fargateSpot = "fargate-spot"

    /// A host of this lane may be taken away at any moment.
    public var isSpot: Bool { self == .gpuSpot || self == .spot || self == .fargateSpot }

    public var isFargate: Bool { self == .fargate || self == .fargateSpot }

    public var hasGPU: Bool { self == .gpu || self == .gpuSpot }

    /// The lane of the same kind whose hosts are not taken away: the last resort after lost Spot hosts.
    public var withoutSpot: Lane {
        switch self {
        case .gpu, .gpuSpot: .gpu
        case .spot, .onDemand: .onDemand
        case .fargate, .fargateSpot: .fargate
        }
    }

    public static func < (left: Lane, right: Lane) -> Bool { left.rawValue < right.rawValue }
}
