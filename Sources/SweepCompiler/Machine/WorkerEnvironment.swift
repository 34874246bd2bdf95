internal import JSON
internal import SweepModel

/// The environment in which a container starts `stepsweep-worker`: of constant size, whatever the trials.
enum WorkerEnvironment {
    /// `[{"Name": "STEPSWEEP_PACK", "Value.$": "$.pack"}, …]`, sorted by name.
    ///
    /// - Parameter attempt: the intrinsic that computes the attempt's number; `nil` where the service counts itself.
    static func variables(lane: Lane, attempt: String?) -> JSON {
        var variables: [JSON] = []
        if let attempt { variables.append(["Name": "STEPSWEEP_ATTEMPT", "Value.$": .string(attempt)]) }
        variables += [
            ["Name": "STEPSWEEP_LANE", "Value": .string(lane.rawValue)],
            ["Name": "STEPSWEEP_PACK", "Value.$": "$.pack"],
            ["Name": "STEPSWEEP_STORE", "Value.$": "$.target.bucket"],
            ["Name": "STEPSWEEP_SWEEP", "Value.$": "$.sweep"],
        ]
        return .array(variables)
    }
}
