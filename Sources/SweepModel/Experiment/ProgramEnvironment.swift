/// What a user's program gets from outside, beside its parameters.
public struct ProgramEnvironment: Sendable, Equatable {
    /// Variables that take their values from the shell that launches the sweep.
    public var variables: [String]
    /// Variables whose values are secrets: by name, the ARN of a secret in Secrets Manager or of a parameter in Systems Manager.
    public var secrets: [String: String]

    public init(variables: [String] = [], secrets: [String: String] = [:]) {
        self.variables = variables
        self.secrets = secrets
    }

    public var isEmpty: Bool { variables.isEmpty && secrets.isEmpty }
}

/// A sweep's environment as workers on AWS read it: `environment.json`. It holds no secret, only where each one lies.
public struct EnvironmentDocument: Sendable, Equatable, Codable {
    public var variables: [String: String]
    /// ARNs by variable.
    public var secrets: [String: String]

    public init(variables: [String: String] = [:], secrets: [String: String] = [:]) {
        self.variables = variables
        self.secrets = secrets
    }
}
