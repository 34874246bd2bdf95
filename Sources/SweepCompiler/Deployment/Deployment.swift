public import SweepModel

/// What one CloudFormation stack offers to sweeps: checked, so that only what AWS accepts can be built.
///
/// `template` says it in CloudFormation's words. Where the stack lies (account, region, name) is no part of it: the
/// template asks CloudFormation for all three.
public struct Deployment: Sendable, Equatable {
    /// The stack's name: the beginning of the names of its state machines, queues, definitions and function.
    public let stackName: String
    /// The lanes asked for and those of a last attempt without Spot, in order, each once.
    public let lanes: [Lane]
    public let network: DeploymentNetwork
    /// vCPUs that one Batch lane may hold at once.
    public let maxVCPUs: Int
    /// The alarm over the account's monthly bill; `nil` for none.
    public let budget: MonthlyBudget?
    /// Days that logs are kept.
    public let logRetentionDays: Int
    /// Data that lies in S3 already: workers may read it, and nobody here may change it. A value of the template's parameter, no
    /// part of the template.
    public let dataPrefixes: [DataPrefix]
    /// Secrets that workers may read for users' programs.
    public let secrets: [SecretARN]
    /// Hears how each sweep ended; `nil` for nobody.
    public let notificationEmail: String?
    /// The function that starts a sweep file which is sent to it; `nil` for none.
    public let httpStart: HTTPStartCap?
    /// Whether a function answers predictions by the arms that are served.
    public let servesAB: Bool

    /// - Throws: `InvalidDeployment` with every problem of the request.
    public init(_ request: DeploymentRequest) throws(InvalidDeployment) {
        let checks = DeploymentChecks(request)
        guard checks.problems.isEmpty else { throw InvalidDeployment(problems: checks.problems) }
        stackName = request.stackName
        lanes = Set(checks.lanes + checks.lanes.map(\.withoutSpot)).sorted()
        network = checks.network
        maxVCPUs = request.maxVCPUs
        budget = checks.budget
        logRetentionDays = request.logRetentionDays
        dataPrefixes = Set(checks.dataPrefixes).sorted()
        secrets = Set(checks.secrets).sorted()
        notificationEmail = request.notificationEmail
        httpStart = checks.httpStart
        servesAB = request.servesAB
    }

    /// Lanes whose packs are Batch jobs on EC2 hosts.
    var hostLanes: [Lane] { lanes.filter { !$0.isFargate } }
    /// Lanes whose packs are ECS tasks or Batch jobs on Fargate; a stack offers both.
    var fargateLanes: [Lane] { lanes.filter(\.isFargate) }
    var hasGPU: Bool { lanes.contains(where: \.hasGPU) }
    var hasProcessorHosts: Bool { hostLanes.contains { !$0.hasGPU } }
}

/// What may be spent by whoever starts sweeps over HTTP.
public struct HTTPStartCap: Sendable, Equatable {
    /// US dollars that one sweep which is started there may cost.
    public let maxUSD: Double

    /// The least and the most that a sweep file's `budget.max_usd` takes.
    public static let usd = 0.01...10_000_000
}

/// An alarm over what the account pays in a month.
public struct MonthlyBudget: Sendable, Equatable {
    public let limitUSD: Double
    /// Where the alarm goes.
    public let email: String
}

/// The network that jobs and tasks run in.
public enum DeploymentNetwork: Sendable, Equatable {
    /// A VPC that the stack makes, with a public subnet in each of so many availability zones.
    case made(zones: Int)
    case existing(ExistingNetwork)
}

/// A network that is there already.
public struct ExistingNetwork: Sendable, Equatable {
    public let subnets: [String]
    public let securityGroups: [String]
    /// Tasks in public subnets need an address of their own to reach AWS; behind a NAT gateway they need none.
    public let assignsPublicIP: Bool
}
