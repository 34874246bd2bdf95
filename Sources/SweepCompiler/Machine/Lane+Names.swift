public import SweepModel

extension Lane {
    /// The lane as a member of `$.target`, which paths of the States Language name without quoting: `onDemand` for
    /// `on-demand`.
    public var memberName: String {
        switch self {
        case .gpu: "gpu"
        case .gpuSpot: "gpuSpot"
        case .spot: "spot"
        case .onDemand: "onDemand"
        case .fargate: "fargate"
        case .fargateSpot: "fargateSpot"
        }
    }

    /// The lane inside a state's name: `OnDemand`.
    var stateName: String {
        switch self {
        case .gpu: "Gpu"
        case .gpuSpot: "GpuSpot"
        case .spot: "Spot"
        case .onDemand: "OnDemand"
        case .fargate: "Fargate"
        case .fargateSpot: "FargateSpot"
        }
    }
}
