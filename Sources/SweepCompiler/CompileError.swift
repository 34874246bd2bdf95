public import JSON

/// Why an experiment that is valid as a file makes no state machine.
public enum CompileError: Error, Sendable, Equatable {
    /// Trials that meet no lane's condition.
    case noLane(count: Int, firstIndex: Int, firstParameters: JSON)
    /// `exclude` drops every point.
    case noTrials
    /// A built-in trainer's data file was not read, so its results have no identity.
    case missingDataDigest(path: String)
    /// The compiled machine breaks a rule of the States Language: a defect of ours, never of the file.
    case invalidMachine(String)
}

extension CompileError {
    /// The key of the sweep file that it is about; empty for the file as a whole.
    public var key: String {
        switch self {
        case .noLane: "compute"
        case .noTrials: "exclude"
        case .missingDataDigest: "data.path"
        case .invalidMachine: ""
        }
    }

    /// What is wrong and the fix, without the key.
    public var problem: String {
        switch self {
        case .noLane(let count, let index, let parameters):
            "\(count) \(count == 1 ? "trial meets" : "trials meet") no lane's condition, the first is trial "
                + "\(index) with \(parameters); add a lane without a condition as the last one"
        case .noTrials:
            "drops every point of the grid; loosen it, so that at least one point remains"
        case .missingDataDigest(let path):
            "\(path) was not read, so its trials can't be told from those on other data; check the path"
        case .invalidMachine(let problem):
            "the compiled state machine is not valid: \(problem); please report this with your sweep file"
        }
    }
}

extension CompileError: CustomStringConvertible {
    public var description: String { key.isEmpty ? problem : "\(key): \(problem)" }
}
