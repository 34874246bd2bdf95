internal import AWS
internal import JSON
internal import SweepCompiler

extension Inventory {
    /// Things of EC2 that carry the stack's tag.
    ///
    /// - Parameters:
    ///   - set: the list of the answer, such as `vpcSet`.
    ///   - filters: beside the tag's.
    private func tagged(
        _ operation: String, _ set: String, _ filters: [JSON] = []
    ) async throws -> [JSON] {
        let tag: JSON = ["Name": .string("tag:\(StackNames.tag)"), "Value": [.string(names.stack)]]
        let pages = Pages(
            token: "NextToken", answer: "nextToken", input: ["Filter": .array([tag] + filters)]
        ) { try await client.call(.ec2, operation, $0) }
        return try await pages.collect(set)
    }

    func instances() async throws -> [InventorySection.Item] {
        let living: JSON = ["Name": "instance-state-name", "Value": ["pending", "running", "stopping", "stopped"]]
        return try await tagged("DescribeInstances", "reservationSet", [living])
            .flatMap { $0["instancesSet"]?.array ?? [] }.compactMap { $0["instanceId"]?.string }
            .map { .init(name: $0, removal: "aws ec2 terminate-instances --instance-ids \($0)") }
    }

    func volumes() async throws -> [InventorySection.Item] {
        try await tagged("DescribeVolumes", "volumeSet").compactMap { $0["volumeId"]?.string }
            .map { .init(name: $0, removal: "aws ec2 delete-volume --volume-id \($0)") }
    }

    func networks() async throws -> [InventorySection.Item] {
        let open: JSON = ["Name": "state", "Value": ["pending", "available"]]
        let gateways = try await tagged("DescribeNatGateways", "natGatewaySet", [open])
            .compactMap { $0["natGatewayId"]?.string }
            .map { InventorySection.Item(name: $0, removal: "aws ec2 delete-nat-gateway --nat-gateway-id \($0)") }
        let networks = try await tagged("DescribeVpcs", "vpcSet").compactMap { $0["vpcId"]?.string }
            .map { InventorySection.Item(name: $0, removal: "aws ec2 delete-vpc --vpc-id \($0)") }
        return gateways + networks
    }

    func launchTemplates() async throws -> [InventorySection.Item] {
        try await tagged("DescribeLaunchTemplates", "launchTemplates").compactMap { $0["launchTemplateId"]?.string }
            .map { .init(name: $0, removal: "aws ec2 delete-launch-template --launch-template-id \($0)") }
    }
}
