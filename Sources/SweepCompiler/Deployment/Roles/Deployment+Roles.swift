extension Deployment {
    /// Every role, by logical id.
    var roles: [String: Role] {
        var roles = [
            LogicalID.stateMachineRole: stateMachineRole, LogicalID.workerRole: workerRole,
            LogicalID.reducerRole: reducerRole, LogicalID.schedulerRole: schedulerRole,
        ]
        if httpStart != nil { roles[LogicalID.startRole] = startRole }
        if servesAB { roles[LogicalID.servingRole] = servingRole }
        if !fargateLanes.isEmpty { roles[LogicalID.executionRole] = executionRole }
        if !hostLanes.isEmpty {
            roles[LogicalID.instanceRole] = instanceRole
            roles[LogicalID.reducerJobRole] = reducerJobRole
        }
        return roles
    }
}
