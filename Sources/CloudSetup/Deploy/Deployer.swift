public import AWS
internal import Foundation
internal import JSON
internal import SweepCompiler

/// What stands in the account now.
public struct DeployResult: Sendable, Equatable {
    public let stack: Stack
    public let account: String
    public let region: String
    /// Whether anything was changed.
    public let changed: Bool
    /// Whether the stack has an image, without which no sweep can be launched.
    public let hasImage: Bool
}

/// Deploys a stack: plan, question, change, image, and the rest that needs the image.
///
/// Every step looks at what is there first, so that a deployment that was killed anywhere goes on when it is run again.
public struct Deployer: Sendable {
    let client: AWSClient
    let console: Console
    let pace: Pace

    public init(client: AWSClient, console: Console, pace: Pace = Pace()) {
        self.client = client
        self.console = console
        self.pace = pace
    }

    /// - Parameter tools: the container tools of this machine; none are needed for an image that is in ECR.
    /// - Throws: `SetupError`, `StackFailure`, `CancellationError`, the errors of the client.
    public func deploy(_ request: DeployRequest, tools: [ContainerTool]) async throws -> DeployResult {
        let name = request.deployment.stackName
        let identity = try await client.callerIdentity()
        console.say("account \(identity.account), region \(client.region), stack \(name), as \(identity.arn)")
        let reader = StackReader(client: client, console: console, pace: pace)
        if request.data.isAlone, let stack = try await StackSettling(reader: reader, console: console).settle(name),
            stack.outputs[StackNames.repositoryOutput] != nil
        {
            let changed = try await changeData(of: stack, request, reader)
            return try await result(name, identity, changed: changed, reader)
        }
        let source = ImageSource(client: client, console: console, account: identity.account, tools: tools)
        let prepared = try await source.prepare(request.image)
        var stack = try await StackSettling(reader: reader, console: console).settle(name)
        var changed = false
        if stack?.outputs[StackNames.repositoryOutput] == nil {
            changed = try await run(Pass(request: request, stack: stack, imageURI: "", asks: true), reader)
            stack = try await present(name, reader)
        }
        guard let repository = stack?.outputs[StackNames.repositoryOutput] else {
            throw SetupError(
                "stack \(name) is \(stack?.status.word ?? "gone") and names no image repository",
                fix:
                    "look at its events in CloudFormation's console, or `stepsweep destroy --stack \(name)` and deploy again"
            )
        }
        let image = try await source.publish(prepared, to: repository)
        if image != nil || !changed {
            let second = Pass(request: request, stack: stack, imageURI: image, asks: !changed)
            changed = try await run(second, reader) || changed
        }
        return try await result(name, identity, changed: changed, reader)
    }

    private func result(
        _ name: String, _ identity: CallerIdentity, changed: Bool, _ reader: StackReader
    ) async throws -> DeployResult {
        let ready = try await present(name, reader)
        let hasImage = ready.parameters[StackNames.imageParameter].map { !$0.isEmpty } ?? false
        return DeployResult(
            stack: ready, account: identity.account, region: client.region, changed: changed, hasImage: hasImage)
    }

    /// - Returns: whether anything changed.
    private func changeData(of stack: Stack, _ request: DeployRequest, _ reader: StackReader) async throws -> Bool {
        guard DataGrant(stackParameters: stack.parameters) != nil else {
            throw SetupError(
                "stack \(stack.name) was deployed by an older stepsweep, and can't be told which data its workers may read",
                fix: "deploy it anew once, with the options that it was deployed with and this one")
        }
        console.say("only which data workers may read: template, image and all else stay")
        return try await run(
            Pass(request: request, stack: stack, imageURI: nil, asks: true, keepsTemplate: true), reader)
    }

    private func present(_ name: String, _ reader: StackReader) async throws -> Stack {
        guard let stack = try await reader.stack(name) else {
            throw SetupError("stack \(name) is gone: somebody else removed it meanwhile", fix: "deploy again")
        }
        return stack
    }

    /// One change set, from plan to end.
    private struct Pass {
        let request: DeployRequest
        let stack: Stack?
        let imageURI: String?
        /// Whether the person has not agreed to anything yet.
        let asks: Bool
        var keepsTemplate = false
    }

    /// - Returns: whether anything changed.
    private func run(_ pass: Pass, _ reader: StackReader) async throws -> Bool {
        let input = StackInput(
            request: pass.request, stack: pass.stack, imageURI: pass.imageURI,
            changeSetName: "stepsweep-\(Int(pace.now().timeIntervalSince1970))-\(UUID().uuidString.prefix(8))",
            region: client.region, keepsTemplate: pass.keepsTemplate)
        guard let changes = try await ChangeSet.make(reader.cloudFormation, pace, input.document()) else {
            console.say("nothing to change")
            return false
        }
        console.say("the plan:")
        changes.plan.lines.forEach { console.say($0) }
        // The first answer holds for what only adds.
        if pass.asks || changes.plan.loses { try await ask(changes, isNew: pass.stack == nil) }
        let bookmark = try await reader.newestEvent(changes.stackID)
        try await changes.execute()
        let (stack, events) = try await reader.follow(changes.stackID, after: bookmark)
        guard let stack, stack.status.isGood else {
            throw StackFailure(
                stack: changes.stackName, status: stack?.status ?? StackStatus("DELETE_COMPLETE"),
                statusReason: stack?.statusReason, events: events)
        }
        return true
    }

    /// Takes the change set back where the person says no or can't be asked; nothing is left then.
    private func ask(_ changes: ChangeSet, isNew: Bool) async throws {
        do {
            guard try await console.confirm("go on?") else {
                throw SetupError("nothing was changed", kind: .refused)
            }
        } catch {
            try? await changes.discard()
            if isNew { try? await changes.cloudFormation.deleteStack(["StackName": .string(changes.stackID)]) }
            throw error
        }
    }
}
