internal import AWS
internal import Foundation
internal import JSON

/// One pass of a deployment: a change set that is made, looked at, and carried out.
struct ChangeSet: Sendable {
    let cloudFormation: CloudFormation
    let pace: Pace
    let stackName: String
    let arn: String
    let stackID: String
    let plan: ChangePlan

    /// Makes a change set and waits until CloudFormation has worked it out.
    ///
    /// - Returns: `nil` where nothing would change.
    /// - Throws: `SetupError` where CloudFormation refuses the template or its parameters; the errors of the client.
    static func make(_ cloudFormation: CloudFormation, _ pace: Pace, _ input: JSON) async throws -> ChangeSet? {
        let name = input["StackName"]?.string ?? ""
        let answer: JSON
        do {
            answer = try await cloudFormation.createChangeSet(input)
        } catch let error as AWSError where error.code == "ValidationError" {
            if isNoChange(error.message) { return nil }
            throw refusal(error.message)
        }
        guard let arn = answer["Id"]?.string, let stackID = answer["StackId"]?.string else {
            throw SetupError("CloudFormation's answer names no change set", fix: "run the same command again")
        }
        let pages = cloudFormation.changeSetPages(["ChangeSetName": .string(arn), "StackName": .string(stackID)])
        let found: [JSON] = try await pace.wait(for: "the plan of changes") {
            var changes: [JSON] = []
            for try await page in pages {
                switch page["Status"]?.string {
                case "CREATE_COMPLETE": changes += page["Changes"]?.array ?? []
                case "FAILED": return [page]
                default: return nil
                }
            }
            return changes
        }
        if let failed = found.first, failed["ResourceChange"] == nil {
            try await discard(cloudFormation, arn, stackID)
            let reason = failed["StatusReason"]?.string ?? "CloudFormation gives no reason"
            if isNoChange(reason) { return nil }
            throw refusal(reason)
        }
        let plan = ChangePlan(changes: found.compactMap(StackChange.init))
        return ChangeSet(
            cloudFormation: cloudFormation, pace: pace, stackName: name, arn: arn, stackID: stackID, plan: plan)
    }

    private static func isNoChange(_ reason: String) -> Bool {
        reason.contains("didn't contain changes") || reason.contains("No updates are to be performed")
    }

    private static func refusal(_ reason: String) -> SetupError {
        SetupError("CloudFormation refuses the change: \(reason)", fix: FailureReason.fix(for: reason))
    }

    /// Takes the change set back.
    func discard() async throws { try await Self.discard(cloudFormation, arn, stackID) }

    private static func discard(_ cloudFormation: CloudFormation, _ arn: String, _ stackID: String) async throws {
        try await cloudFormation.deleteChangeSet(["ChangeSetName": .string(arn), "StackName": .string(stackID)])
    }

    /// Begins the change. One that has begun already, by an answer that was lost, is no error.
    func execute() async throws {
        let token = String(arn.split(separator: "/").last ?? "stepsweep")
        do {
            try await cloudFormation.executeChangeSet([
                "ChangeSetName": .string(arn), "StackName": .string(stackID),
                "ClientRequestToken": .string("stepsweep-\(token)"),
            ])
        } catch let error as AWSError where error.code.hasPrefix("InvalidChangeSetStatus") {
            let now = try await cloudFormation.describeChangeSet([
                "ChangeSetName": .string(arn), "StackName": .string(stackID),
            ])
            guard now["ExecutionStatus"]?.string?.hasPrefix("EXECUTE_") == true else { throw error }
        }
    }
}
