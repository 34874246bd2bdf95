public import SweepModel

/// A deployment as a person asks for it, before anything is checked.
public struct DeploymentRequest: Sendable, Equatable {
    public var stackName: String
    /// Names of lanes, such as `gpu-spot`. Default all: a lane without jobs costs nothing.
    public var lanes: [String]
    /// Availability zones of a VPC that the stack makes. Default 3: more zones, more Spot capacity.
    public var zones: Int?
    /// Subnets that are there already; without them the stack makes a VPC.
    public var subnets: [String]
    public var securityGroups: [String]
    /// The given subnets reach AWS through a NAT gateway or endpoints, not by public addresses. Default false.
    public var privateSubnets: Bool
    /// vCPUs that one Batch lane may hold at once. Default 256.
    public var maxVCPUs: Int
    public var budgetUSD: Double?
    public var budgetEmail: String?
    public var notificationEmail: String?
    /// Days that logs are kept. Default 30.
    public var logRetentionDays: Int
    /// Data that lies in S3 already, such as `s3://bucket/folder/`.
    public var dataPrefixes: [String]
    /// ARNs of secrets that users' programs need.
    public var secrets: [String]
    /// A function starts sweep files that are sent to it. Default false.
    public var httpStart: Bool
    /// US dollars that one such sweep may cost; needed with `httpStart`.
    public var httpStartMaxUSD: Double?
    /// A function answers predictions by the arms that are served. Default false.
    public var servesAB: Bool

    public init(
        stackName: String = "stepsweep", lanes: [String] = Lane.allCases.map(\.rawValue), zones: Int? = nil,
        subnets: [String] = [], securityGroups: [String] = [], privateSubnets: Bool = false, maxVCPUs: Int = 256,
        budgetUSD: Double? = nil, budgetEmail: String? = nil, notificationEmail: String? = nil,
        logRetentionDays: Int = 30, dataPrefixes: [String] = [], secrets: [String] = [], httpStart: Bool = false,
        httpStartMaxUSD: Double? = nil, servesAB: Bool = false
    ) {
        self.stackName = stackName
        self.lanes = lanes
        self.zones = zones
        self.subnets = subnets
        self.securityGroups = securityGroups
        self.privateSubnets = privateSubnets
        self.maxVCPUs = maxVCPUs
        self.budgetUSD = budgetUSD
        self.budgetEmail = budgetEmail
        self.notificationEmail = notificationEmail
        self.logRetentionDays = logRetentionDays
        self.dataPrefixes = dataPrefixes
        self.secrets = secrets
        self.httpStart = httpStart
        self.httpStartMaxUSD = httpStartMaxUSD
        self.servesAB = servesAB
    }
}
