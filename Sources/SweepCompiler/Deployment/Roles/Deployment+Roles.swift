extension Deployment {
    /// Every role, by logical id.
    var roles: [String: Role] {
        var roles = [
            LogicalID.stateMachineRole: stateMachineRole, LogicalID.workerRole: workerRole,
            LogicalID.reducerRole: reducerRole,
        ]
        if !fargateLanes.isEmpty { roles[LogicalID.executionRole] = executionRole }
        if !batchLanes.isEmpty {
            roles[LogicalID.instanceRole] = instanceRole
            roles[LogicalID.reducerJobRole] = reducerJobRole
        }
        return roles
    }
}
