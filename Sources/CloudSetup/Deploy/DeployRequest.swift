internal import JSON
public import SweepCompiler
internal import SweepModel

/// Where the image of worker and reducer comes from.
public enum ImageChoice: Sendable, Equatable {
    /// An image that is there: on this machine, or in a private ECR repository of this account and region.
    case given(String)
    /// Built from the sources in this folder.
    case build(folder: String)
    /// The one that the stack has, or none yet.
    case none
}

/// What a deployment changes about data in S3 that workers may read; the places are the deployment's own.
public struct DataChange: Sendable, Equatable {
    /// ARNs of the KMS keys that such data are encrypted with.
    public var keys: [String]
    /// What earlier deployments allowed is taken back. Default false: new places come to those that are there.
    public var forgetsOthers: Bool
    /// Nothing else of a stack that is there changes: its template, image and other parameters stay.
    public var isAlone: Bool

    public init(keys: [String] = [], forgetsOthers: Bool = false, isAlone: Bool = false) {
        self.keys = keys
        self.forgetsOthers = forgetsOthers
        self.isAlone = isAlone
    }
}

/// What a person wants deployed.
public struct DeployRequest: Sendable, Equatable {
    public let deployment: Deployment
    /// Parameters of the template, by name.
    public let parameters: [String: String]
    public let image: ImageChoice
    public let data: DataChange

    /// - Parameter settings: `KEY=VALUE` each.
    /// - Throws: `SetupError` for a setting that is none, and for a parameter that the template does not have.
    public init(
        deployment: Deployment, settings: [String], image: ImageChoice, data: DataChange = DataChange()
    ) throws {
        self.deployment = deployment
        self.image = image
        self.data = data
        let rules = deployment.template["Parameters"]?.object ?? [:]
        let known = rules.keys.sorted()
        var parameters: [String: String] = [:]
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw SetupError("--parameter: must be KEY=VALUE, received `\(setting)`", kind: .usage)
            }
            guard parts[0] != StackNames.imageParameter else {
                throw SetupError("--parameter: the image is named with --image, received `\(setting)`", kind: .usage)
            }
            guard !StackNames.dataParameters.contains(parts[0]) else {
                throw SetupError("--parameter: data are named with --data, received `\(setting)`", kind: .usage)
            }
            guard known.contains(parts[0]) else {
                let near = NearMiss.suggestion(for: parts[0], among: known)
                throw SetupError(
                    "--parameter: the template has no parameter `\(parts[0])`\(near); there are: "
                        + known.filter { $0 != StackNames.imageParameter && !StackNames.dataParameters.contains($0) }
                        .joined(separator: ", "), kind: .usage)
            }
            if let problem = Self.problem(with: parts[1], rules[parts[0]]) {
                throw SetupError("--parameter: `\(parts[0])` \(problem)", kind: .usage)
            }
            guard parameters.updateValue(parts[1], forKey: parts[0]) == nil else {
                throw SetupError("--parameter: `\(parts[0])` is named twice", kind: .usage)
            }
        }
        self.parameters = parameters
    }

    /// What CloudFormation would say to the value, by the parameter's own rule; in a list, to each of its values.
    private static func problem(with value: String, _ parameter: JSON?) -> String? {
        guard let pattern = parameter?["AllowedPattern"]?.string, let rule = try? Regex(pattern) else { return nil }
        let isList = parameter?["Type"]?.string == "CommaDelimitedList"
        let values = isList ? value.split(separator: ",", omittingEmptySubsequences: false) : [value[...]]
        for value in values {
            let text = value.drop { $0 == " " }
            if (try? rule.wholeMatch(in: text)) == nil {
                return "\(parameter?["ConstraintDescription"]?.string ?? "must match \(pattern)"), received `\(text)`"
            }
        }
        return nil
    }
}
