/// One thing that can't be deployed.
public struct DeploymentProblem: Sendable, Equatable {
    /// A part of a request, by the name that the command line gives it.
    public enum Subject: String, Sendable {
        case stack, lanes, zones, subnets, email, data
        case secrets = "secret"
        case securityGroups = "security-groups"
        case privateSubnets = "private-subnets"
        case maxVCPUs = "max-vcpus"
        case budgetUSD = "budget-usd"
        case notifyEmail = "notify-email"
        case logDays = "log-days"
        case httpStart = "http-start"
        case httpStartMaxUSD = "http-start-max-usd"
    }

    public let subject: Subject
    /// The value received, what is allowed, and the fix.
    public let message: String
}

extension DeploymentProblem: CustomStringConvertible {
    public var description: String { "--\(subject.rawValue): \(message)" }
}

/// Every problem of one request, gathered before anyone is told.
public struct InvalidDeployment: Error, Sendable, Equatable, CustomStringConvertible {
    /// Never empty.
    public let problems: [DeploymentProblem]

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
