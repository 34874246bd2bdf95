public import AWS
internal import Foundation
internal import JSON
public import SweepCompiler

/// Looks at everything that a sweep on AWS needs, and names the fix for each thing that is wrong. It changes nothing.
public struct Doctor: Sendable {
    let client: AWSClient
    let names: StackNames
    let pace: Pace
    /// This machine's container tools.
    let tools: [ContainerTool]
    let question: DataQuestion?

    /// - Parameter question: data that the stack's workers must be able to read.
    public init(
        client: AWSClient, names: StackNames, tools: [ContainerTool], question: DataQuestion? = nil,
        pace: Pace = Pace()
    ) {
        self.client = client
        self.names = names
        self.tools = tools
        self.question = question
        self.pace = pace
    }

    /// Every finding, in order; each is also told as soon as it is there.
    ///
    /// - Throws: `CancellationError` only: what AWS refuses to tell is a finding.
    public func examine(_ tell: (Finding) -> Void) async throws -> [Finding] {
        var findings: [Finding] = []
        func add(_ more: [Finding]) {
            more.forEach(tell)
            findings += more
        }
        add(localTools)
        let account = await accountFindings()
        add(account)
        try Task.checkCancellation()
        guard account.allSatisfy({ $0.check != "credentials" || $0.verdict != .problem }) else { return findings }
        let (stack, found) = await stackFinding()
        add(found)
        if let stack {
            let resources = (try? await resources(of: stack)) ?? []
            let looks: [(String, () async throws -> [Finding])] = [
                ("bucket", { try await bucket(stack) }), ("image", { try await image(stack) }),
                ("reducer", { try await reducer(stack) }),
                ("http start", { try await start(stack) }), ("roles", { try await roles(resources) }),
                ("network", { try await network(stack) }), ("queues", { try await queues(resources) }),
                ("hosts", { try await environments() }), ("jobs", { try await stuckJobs() }),
                ("mail", { try await mail(resources) }), ("data", { try await data(stack) }),
            ]
            for (check, look) in looks { add(try await answered(check, look)) }
        }
        add(try await answered("quotas") { try await quotas(stack) })
        return findings
    }

    /// - Throws: `CancellationError` only.
    func answered(_ check: String, _ look: () async throws -> [Finding]) async throws -> [Finding] {
        do {
            return try await look()
        } catch let error as CancellationError {
            throw error
        } catch {
            return [.unanswered(check, error)]
        }
    }

    /// Data of sweep files, as S3 describes them when they are asked for.
    public struct DataQuestion: Sendable {
        let objects: @Sendable () async throws -> [DataObject]
        /// The command that lets workers read them.
        let allow: String

        public init(allow: String, objects: @escaping @Sendable () async throws -> [DataObject]) {
            self.allow = allow
            self.objects = objects
        }
    }

    /// Physical ids by type.
    struct StackResource: Sendable, Equatable {
        let logicalID: String
        let physicalID: String
        let type: String
    }

    private func resources(of stack: Stack) async throws -> [StackResource] {
        try await CloudFormation(client: client).stackResources(stack.id).collect("StackResourceSummaries").map {
            StackResource(
                logicalID: $0["LogicalResourceId"]?.string ?? "", physicalID: $0["PhysicalResourceId"]?.string ?? "",
                type: $0["ResourceType"]?.string ?? "")
        }
    }
}
