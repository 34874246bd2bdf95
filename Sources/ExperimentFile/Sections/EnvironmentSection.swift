internal import JSON
internal import SweepModel

/// `environment: [WANDB_PROJECT]` and `secrets: {WANDB_API_KEY: arn:…}`: what a program gets beside its parameters.
enum EnvironmentSection {
    static func read(_ root: Section, _ findings: inout Findings) -> ProgramEnvironment {
        let environment = ProgramEnvironment(variables: variables(root, &findings), secrets: secrets(root, &findings))
        for name in environment.variables where environment.secrets[name] != nil {
            findings.error(
                "secrets.\(name)", "is in `environment` too; remove one of them",
                at: root["secrets"]?.place ?? root.place)
        }
        if !environment.isEmpty, root["program"] == nil, root["command"] == nil {
            let key = root["environment"] != nil ? "environment" : "secrets"
            findings.error(
                key, "is for your own program, and built-in trainers read none; remove it",
                at: root.keyPlace(key) ?? root.place)
        }
        return environment
    }

    private static func variables(_ root: Section, _ findings: inout Findings) -> [String] {
        guard let value = root["environment"] else { return [] }
        guard let elements = value.elements else {
            findings.error(
                "environment", "must be a list of names such as [WANDB_PROJECT], received \(value.quoted)",
                at: value.place)
            return []
        }
        var names: [String] = []
        for (index, element) in elements.enumerated() {
            let path = "environment[\(index)]"
            guard let name = element.json.string, check(name, path, element, &findings) else {
                if element.json.string == nil {
                    findings.error(path, "must be a variable's name, received \(element.quoted)", at: element.place)
                }
                continue
            }
            if names.contains(name) {
                findings.error(path, "names \(name) a second time; remove it", at: element.place)
            }
            names.append(name)
        }
        return names
    }

    private static func secrets(_ root: Section, _ findings: inout Findings) -> [String: String] {
        guard let value = root["secrets"] else { return [:] }
        guard let members = value.members else {
            findings.error(
                "secrets",
                "must be a mapping of variables to ARNs, received a value that is none; secrets themselves never "
                    + "stand in a sweep file", at: value.place)
            return [:]
        }
        var secrets: [String: String] = [:]
        for member in members {
            let path = "secrets.\(member.key)"
            guard check(member.key, path, member.value, &findings) else { continue }
            guard let arn = member.value.json.string, SecretARN(arn) != nil else {
                // What stands there may be the secret itself: it is not repeated.
                findings.error(
                    path,
                    "must be the ARN of a secret (arn:aws:secretsmanager:…:secret:…) or of a parameter "
                        + "(arn:aws:ssm:…:parameter/…), received something else; a secret never stands in a sweep file",
                    at: member.value.place)
                continue
            }
            secrets[member.key] = arn
        }
        return secrets
    }

    private static let reserved = ["AWS_", "ECS_", "STEPSWEEP_"]
    /// What they say of this machine is wrong in a container.
    private static let ofTheMachine: Set<String> = [
        "PATH", "HOME", "PWD", "TMPDIR", "HOSTNAME", "USER", "LD_LIBRARY_PATH", "LD_PRELOAD",
    ]

    private static func check(_ name: String, _ path: String, _ value: SourceValue, _ findings: inout Findings) -> Bool
    {
        guard name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]{0,254}/) != nil else {
            findings.error(
                path,
                "must be a variable's name: letters, digits and `_`, no digit first, received `\(name.shortened(to: 40))`",
                at: value.place)
            return false
        }
        if ofTheMachine.contains(name) {
            findings.error(
                path, "\(name) says where things lie on this machine, and a container has its own; remove it",
                at: value.place)
            return false
        }
        guard let prefix = reserved.first(where: name.hasPrefix) else { return true }
        findings.error(
            path, "begins with \(prefix), which belongs to AWS or to this program; use another name", at: value.place)
        return false
    }
}
