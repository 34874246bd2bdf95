public import AWS
internal import JSON
public import SweepCompiler
internal import SweepModel

/// What one service still has of a stack.
public struct InventorySection: Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        public let name: String
        /// A command that removes it.
        public let removal: String
    }

    /// Such as `Batch queues`.
    public let service: String
    public let items: [Item]
    /// Why the service could not be asked; `nil` where it was.
    public let problem: String?
}

/// Asks every service that can bill for what belongs to a stack: by its tag where there is one, else by its name.
public struct Inventory: Sendable {
    let client: AWSClient
    let names: StackNames

    public init(client: AWSClient, names: StackNames) {
        self.client = client
        self.names = names
    }

    /// One section a kind of thing, in a fixed order. The bucket of results is not among them: it stays unless asked for.
    public func sections() async throws -> [InventorySection] {
        let questions: [(String, () async throws -> [InventorySection.Item])] = [
            ("CloudFormation stack", stack), ("state machines", { try await stateMachines().map(item) }),
            ("schedules", schedules), ("Lambda function", functions), ("Batch queues", queues),
            ("Batch environments", environments),
            ("Batch job definitions", { try await jobDefinitions().map(definition) }),
            ("ECS clusters and tasks", clusters),
            ("Fargate task definitions", { try await taskDefinitions().map(taskDefinition) }),
            ("EC2 instances", instances), ("EC2 volumes", volumes), ("networks and NAT gateways", networks),
            ("launch templates", launchTemplates), ("image repository", repository), ("log groups", logGroups),
        ]
        var sections: [InventorySection] = []
        for (service, ask) in questions {
            do {
                sections.append(InventorySection(service: service, items: try await ask(), problem: nil))
            } catch let error as CancellationError {
                throw error
            } catch {
                sections.append(InventorySection(service: service, items: [], problem: "\(error)"))
            }
        }
        return sections
    }

    private func item(_ arn: String) -> InventorySection.Item {
        .init(
            name: String(arn.split(separator: ":").last ?? "?"),
            removal: "aws stepfunctions delete-state-machine --state-machine-arn \(arn)")
    }

    private func stack() async throws -> [InventorySection.Item] {
        guard let stack = try await CloudFormation(client: client).stack(names.stack).flatMap(Stack.init),
            !stack.status.isDeleted
        else { return [] }
        return [
            .init(name: "\(stack.name) (\(stack.status))", removal: "stepsweep destroy --stack \(stack.name)")
        ]
    }

    private func functions() async throws -> [InventorySection.Item] {
        var items: [InventorySection.Item] = []
        for name in names.functions where try await client.lambdaFunction(name) != nil {
            items.append(.init(name: name, removal: "aws lambda delete-function --function-name \(name)"))
        }
        return items
    }

    private func repository() async throws -> [InventorySection.Item] {
        guard try await ECR(client: client).repository(names.repository) != nil else { return [] }
        return [
            .init(
                name: names.repository,
                removal: "aws ecr delete-repository --force --repository-name \(names.repository)")
        ]
    }

    private func logGroups() async throws -> [InventorySection.Item] {
        let pages = Pages(token: "nextToken", input: ["logGroupNamePrefix": .string(names.logGroups)]) {
            try await client.call(.logs, "DescribeLogGroups", $0)
        }
        return try await pages.collect("logGroups").compactMap { $0["logGroupName"]?.string }.map {
            .init(name: $0, removal: "aws logs delete-log-group --log-group-name \($0)")
        }
    }

    /// The ARNs of the state machines that launches made for this stack.
    ///
    /// A name says too little: the machines of stack `a-b` begin with `a-` too. So the tag decides, then the role.
    func stateMachines() async throws -> [String] {
        let service = StepFunctions(client: client)
        let named = try await service.stateMachines().collect("stateMachines")
            .filter { $0["name"]?.string?.hasPrefix(names.prefix) == true }
            .compactMap { $0["stateMachineArn"]?.string }
        var ours: [String] = []
        for arn in named where try await isOurs(arn, service) { ours.append(arn) }
        return ours
    }

    private func isOurs(_ arn: String, _ service: StepFunctions) async throws -> Bool {
        do {
            let tags = try await client.call(
                .stepFunctions, "ListTagsForResource", ["resourceArn": .string(arn)])["tags"]?.array
            if let tag = tags?.first(where: { $0["key"]?.string == StackNames.tag }) {
                return tag["value"]?.string == names.stack
            }
            let role = try await service.describeStateMachine(arn: arn)["roleArn"]?.string ?? ""
            return role.split(separator: "/").last?.hasPrefix("\(names.stack)-StateMachineRole") == true
        } catch let error as AWSError where ["StateMachineDoesNotExist", "ResourceNotFound"].contains(error.code) {
            return false
        }
    }
}
