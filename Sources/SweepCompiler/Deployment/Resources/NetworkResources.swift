internal import JSON

extension DeploymentNetwork {
    var subnets: JSON {
        switch self {
        case .made(let zones): .array((0..<zones).map { Intrinsic.ref(LogicalID.subnet($0)) })
        case .existing(let network): .array(network.subnets.map(JSON.string))
        }
    }

    var securityGroups: JSON {
        switch self {
        case .made: [Intrinsic.getAtt(LogicalID.securityGroup, "GroupId")]
        case .existing(let network): .array(network.securityGroups.map(JSON.string))
        }
    }

    var assignsPublicIP: Bool {
        switch self {
        case .made: true
        case .existing(let network): network.assignsPublicIP
        }
    }

    /// What must stand before a host can reach AWS, and go after the last host has gone.
    var wayOut: [String] {
        switch self {
        case .made(let zones): [LogicalID.internetRoute] + (0..<zones).map(LogicalID.subnetRoutes)
        case .existing: []
        }
    }
}

/// A VPC of the stack's own: public subnets and no NAT gateway, which would cost money in every idle hour.
struct NetworkResources {
    let network: DeploymentNetwork

    var resources: [String: Resource] {
        guard case .made(let zones) = network else { return [:] }
        var resources = [
            LogicalID.vpc: tagged(
                "AWS::EC2::VPC",
                ["CidrBlock": "10.0.0.0/16", "EnableDnsSupport": true, "EnableDnsHostnames": true]),
            LogicalID.internetGateway: tagged("AWS::EC2::InternetGateway", [:]),
            LogicalID.gatewayAttachment: Resource(
                type: "AWS::EC2::VPCGatewayAttachment",
                properties: ["VpcId": vpc, "InternetGatewayId": Intrinsic.ref(LogicalID.internetGateway)]),
            LogicalID.routeTable: tagged("AWS::EC2::RouteTable", ["VpcId": vpc]),
            LogicalID.internetRoute: Resource(
                type: "AWS::EC2::Route",
                properties: [
                    "RouteTableId": routeTable, "DestinationCidrBlock": "0.0.0.0/0",
                    "GatewayId": Intrinsic.ref(LogicalID.internetGateway),
                ], dependsOn: [LogicalID.gatewayAttachment]),
            LogicalID.storageEndpoint: storageEndpoint,
            LogicalID.securityGroup: securityGroup,
        ]
        for zone in 0..<zones { resources.merge(subnet(zone)) { first, _ in first } }
        return resources
    }

    private var vpc: JSON { Intrinsic.ref(LogicalID.vpc) }
    private var routeTable: JSON { Intrinsic.ref(LogicalID.routeTable) }

    private func tagged(_ type: String, _ properties: [String: JSON]) -> Resource {
        Resource(type: type, properties: .object(properties.merging(["Tags": StackTag.list]) { own, _ in own }))
    }

    /// 4,091 addresses a zone.
    private func subnet(_ zone: Int) -> [String: Resource] {
        [
            LogicalID.subnet(zone): tagged(
                "AWS::EC2::Subnet",
                [
                    "VpcId": vpc, "AvailabilityZone": Intrinsic.zone(zone),
                    "CidrBlock": .string("10.0.\(zone * 16).0/20"), "MapPublicIpOnLaunch": true,
                ]),
            LogicalID.subnetRoutes(zone): Resource(
                type: "AWS::EC2::SubnetRouteTableAssociation",
                properties: ["SubnetId": Intrinsic.ref(LogicalID.subnet(zone)), "RouteTableId": routeTable]),
        ]
    }

    /// Data and images come over AWS's own network; a gateway endpoint is free.
    private var storageEndpoint: Resource {
        tagged(
            "AWS::EC2::VPCEndpoint",
            [
                "VpcEndpointType": "Gateway", "VpcId": vpc, "RouteTableIds": [routeTable],
                "ServiceName": Intrinsic.sub("com.amazonaws.${AWS::Region}.s3"),
            ])
    }

    /// Nobody may call a worker; a worker may call anybody, since a user's program does what it wants.
    private var securityGroup: Resource {
        tagged(
            "AWS::EC2::SecurityGroup",
            [
                "VpcId": vpc, "GroupDescription": "StepSweep workers: nothing comes in",
                "SecurityGroupEgress": [["IpProtocol": "-1", "CidrIp": "0.0.0.0/0", "Description": "anything out"]],
            ])
    }
}
