internal import AWS
internal import JSON

/// Brings a stack into a state in which it can be deployed: follows what runs, and clears what failed, after asking.
struct StackSettling: Sendable {
    let reader: StackReader
    let console: Console

    /// - Returns: a stack that can be updated, or `nil` where one must be created. A stack that only holds a plan counts as none.
    /// - Throws: `SetupError` where the person says no, `StackFailure` where clearing fails.
    func settle(_ name: String) async throws -> Stack? {
        guard var stack = try await reader.stack(name) else { return nil }
        if stack.status.isBusy {
            console.say("stack \(name) is \(stack.status): following that first")
            guard let rested = try await reader.follow(stack.id, after: nil).stack, !rested.status.isDeleted else {
                return nil
            }
            stack = rested
        }
        if stack.status.isStuck { stack = try await goOn(stack) }
        if stack.status.isDead {
            try await remove(stack)
            return nil
        }
        return stack.status.isEmpty ? nil : stack
    }

    /// A rollback that could not be finished.
    private func goOn(_ stack: Stack) async throws -> Stack {
        let question =
            "stack \(stack.name) could not go back after a failed update. Let CloudFormation go on with that?"
        guard try await console.confirm(question) else {
            throw SetupError("stack \(stack.name) is \(stack.status)", fix: "mend what its events name, then run again")
        }
        let bookmark = try await reader.newestEvent(stack.id)
        try await reader.cloudFormation.continueUpdateRollback(["StackName": .string(stack.id)])
        let (rested, events) = try await reader.follow(stack.id, after: bookmark)
        guard let rested, rested.status.isUpdatable else {
            throw StackFailure(
                stack: stack.name, status: rested?.status ?? stack.status, statusReason: rested?.statusReason,
                events: events)
        }
        return rested
    }

    /// A stack that nothing but deletion can follow.
    private func remove(_ stack: Stack) async throws {
        let question =
            "stack \(stack.name) is \(stack.status), the rest of a deployment that failed, and must be removed first. Remove it?"
        guard try await console.confirm(question) else {
            throw SetupError(
                "stack \(stack.name) is \(stack.status)",
                fix: "remove it with `stepsweep destroy --stack \(stack.name)`")
        }
        try await StackRemoval(reader: reader).remove(stack)
    }
}

/// Removes a stack and follows that to its end.
struct StackRemoval: Sendable {
    let reader: StackReader

    /// - Throws: `StackFailure` where something can't be removed.
    func remove(_ stack: Stack) async throws {
        let bookmark = try await reader.newestEvent(stack.id)
        try await reader.cloudFormation.deleteStack(["StackName": .string(stack.id)])
        let (rest, events) = try await reader.follow(stack.id, after: bookmark)
        guard let rest, !rest.status.isDeleted else { return }
        throw StackFailure(
            stack: stack.name, status: rest.status, statusReason: rest.statusReason, events: events, isRemoval: true)
    }
}
