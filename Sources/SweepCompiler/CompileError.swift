public import JSON
public import SweepModel

/// Why an experiment that is valid as a file makes no state machine.
public enum CompileError: Error, Sendable, Equatable {
    /// Trials that meet no lane's condition.
    case noLane(count: Int, firstIndex: Int, firstParameters: JSON)
    /// `exclude` drops every point.
    case noTrials
    /// Fargate has no GPU.
    case gpuOnFargate(Lane, gpus: Int)
    /// More than the largest Fargate task.
    case tooLargeForFargate(Lane, vcpus: Double, memoryMiB: Int)
    /// A built-in trainer's data file was not read, so its results have no identity.
    case missingDataDigest(path: String)
    /// The compiled machine breaks a rule of the States Language: a defect of ours, never of the file.
    case invalidMachine(String)
}

extension CompileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noLane(let count, let index, let parameters):
            "compute: \(count) \(count == 1 ? "trial meets" : "trials meet") no lane's condition, the first is trial "
                + "\(index) with \(parameters); add a lane without a condition as the last one"
        case .noTrials:
            "exclude: drops every point of the grid; loosen it, so that at least one point remains"
        case .gpuOnFargate(let lane, let gpus):
            "compute.\(lane.rawValue): Fargate has no GPU, received gpus: \(gpus); use the lane `gpu` or `gpu-spot`"
        case .tooLargeForFargate(let lane, let vcpus, let memoryMiB):
            "compute.\(lane.rawValue): the largest Fargate task has \(FargateSize.largest), received \(vcpus) vCPU and "
                + "\(memoryMiB) MiB; ask for less, or use the lane `\(lane.isSpot ? "spot" : "on-demand")`"
        case .missingDataDigest(let path):
            "data.path: \(path) was not read, so its trials can't be told from those on other data; check the path"
        case .invalidMachine(let problem):
            "the compiled state machine is not valid: \(problem); please report this with your sweep file"
        }
    }
}
