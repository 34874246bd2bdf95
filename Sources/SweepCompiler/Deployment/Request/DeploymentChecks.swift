internal import SweepModel

/// Reads a request part by part and gathers what is wrong with each.
struct DeploymentChecks {
    private(set) var problems: [DeploymentProblem] = []
    private(set) var lanes: [Lane] = []
    private(set) var network = DeploymentNetwork.made(zones: Self.defaultZones)
    private(set) var budget: MonthlyBudget?
    private(set) var dataPrefixes: [DataPrefix] = []
    private(set) var secrets: [SecretARN] = []
    private(set) var httpStart: HTTPStartCap?

    /// A state machine's name has 80 characters, and `-` and a sweep's id take up to 50 of them.
    static let stackNameCharacters = 30
    static let defaultZones = 3
    static let zones = 2...6
    /// Beyond this Batch itself, not a template, wants a word with AWS.
    static let vcpus = 1...100_000
    /// Batch allows 16 subnets and 5 security groups an environment and interface.
    static let subnets = 16
    static let securityGroups = 5
    /// A parameter of the template holds their ARNs; see `DataGrant.mostBytes`.
    static let dataPrefixCharacters = 3_000
    static let secrets = 20
    /// The retentions that CloudWatch Logs offers (API reference, PutRetentionPolicy).
    static let retentionDays = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288, 3_653,
    ]

    init(_ request: DeploymentRequest) {
        checkStackName(request.stackName)
        readLanes(request.lanes)
        readNetwork(request)
        checkNumbers(request)
        readBudget(request)
        checkEmail(request.notificationEmail, .notifyEmail)
        readDataPrefixes(request.dataPrefixes)
        readSecrets(request.secrets)
        readHTTPStart(request)
    }

    private mutating func refuse(_ subject: DeploymentProblem.Subject, _ message: String) {
        problems.append(DeploymentProblem(subject: subject, message: message))
    }

    /// The stack's schedules are in a group of its name, and this one belongs to every account.
    private static let reservedStackName = "default"

    /// CloudFormation also takes capitals, but the repository named after the stack does not.
    private mutating func checkStackName(_ name: String) {
        let words = name.split(separator: "-", omittingEmptySubsequences: false)
        let isGood =
            name.utf8.count <= Self.stackNameCharacters && name.first?.isLetter == true
            && words.allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy("abcdefghijklmnopqrstuvwxyz0123456789".utf8.contains)
            }
        if name == Self.reservedStackName {
            refuse(
                .stack,
                "must not be `\(name)`: EventBridge Scheduler has a group of that name; choose a name such as `stepsweep`"
            )
        }
        guard !isGood else { return }
        refuse(
            .stack,
            "must be lower-case letters, digits and single `-` between them, a letter first, at most "
                + "\(Self.stackNameCharacters) of them, received `\(name)`; choose a name such as `stepsweep`")
    }

    private mutating func readLanes(_ names: [String]) {
        let known = Lane.allCases.map(\.rawValue).joined(separator: ", ")
        if names.isEmpty { refuse(.lanes, "must name at least one lane, received none; there are: \(known)") }
        for name in names {
            guard let lane = Lane(rawValue: name) else {
                let suggestion = NearMiss.suggestion(for: name, among: Lane.allCases.map(\.rawValue))
                refuse(.lanes, "no lane `\(name)`\(suggestion); there are: \(known)")
                continue
            }
            if lanes.contains(lane) { refuse(.lanes, "must name each lane once, received `\(name)` twice") }
            lanes.append(lane)
        }
    }

    private mutating func checkNumbers(_ request: DeploymentRequest) {
        if !Self.vcpus.contains(request.maxVCPUs) {
            refuse(
                .maxVCPUs,
                "must be between \(Self.vcpus.lowerBound) and \(Self.vcpus.upperBound.grouped), received "
                    + "\(request.maxVCPUs); it is what one lane may hold at once")
        }
        if !Self.retentionDays.contains(request.logRetentionDays) {
            let allowed = Self.retentionDays.map(String.init).joined(separator: ", ")
            refuse(.logDays, "must be one of \(allowed), received \(request.logRetentionDays)")
        }
    }

    private mutating func readBudget(_ request: DeploymentRequest) {
        checkEmail(request.budgetEmail, .email)
        switch (request.budgetUSD, request.budgetEmail) {
        case (let limit?, let email):
            if !(limit.isFinite && limit >= 1 && limit <= 1e9) {
                refuse(.budgetUSD, "must be between 1 and 1,000,000,000 US dollars a month, received \(limit)")
            }
            if let email {
                budget = MonthlyBudget(limitUSD: limit, email: email)
            } else {
                refuse(.email, "is missing: an alarm needs an address; name it, or leave --budget-usd out")
            }
        case (nil, _?): refuse(.budgetUSD, "is missing: --email is where its alarm goes; name both, or neither")
        case (nil, nil): break
        }
    }

    private mutating func checkEmail(_ address: String?, _ subject: DeploymentProblem.Subject) {
        guard let address, !EmailAddress.isPlausible(address) else { return }
        refuse(subject, "must be an e-mail address such as you@example.com, received `\(address)`")
    }

    private mutating func readSecrets(_ texts: [String]) {
        for text in texts {
            guard let arn = SecretARN(text) else {
                refuse(
                    .secrets,
                    "must be the ARN of a secret (arn:aws:secretsmanager:…:secret:…) or of a parameter "
                        + "(arn:aws:ssm:…:parameter/…), received something else, which is not repeated here")
                continue
            }
            secrets.append(arn)
        }
        if texts.count > Self.secrets { refuse(.secrets, "may be at most \(Self.secrets), received \(texts.count)") }
    }

    private mutating func readDataPrefixes(_ texts: [String]) {
        for text in texts {
            if let prefix = DataPrefix(text) {
                dataPrefixes.append(prefix)
            } else {
                refuse(
                    .data,
                    "must be an object s3://BUCKET/KEY or a folder s3://BUCKET/FOLDER/, of letters, digits and !-_.'()=+@:/, "
                        + "received `\(text)`; copy one with other characters to such a key"
                )
            }
        }
        let characters = texts.map(\.count).reduce(0, +)
        if characters > Self.dataPrefixCharacters {
            refuse(
                .data,
                "may have \(Self.dataPrefixCharacters.grouped) characters in all, received \(characters.grouped); "
                    + "name a folder that holds several of them")
        }
    }
}

extension DeploymentChecks {
    private mutating func readHTTPStart(_ request: DeploymentRequest) {
        guard let limit = request.httpStartMaxUSD else {
            if request.httpStart {
                refuse(
                    .httpStartMaxUSD,
                    "is missing: whoever may start sweeps over HTTP must not be able to spend without end; name what one "
                        + "sweep may cost, such as 20")
            }
            return
        }
        guard request.httpStart else {
            return refuse(.httpStart, "is missing: --http-start-max-usd is its cap; name both, or neither")
        }
        guard HTTPStartCap.usd.contains(limit) else {
            return refuse(
                .httpStartMaxUSD, "must be between 0.01 and 10,000,000 US dollars a sweep, received \(limit)")
        }
        httpStart = HTTPStartCap(maxUSD: limit)
    }

    private mutating func readNetwork(_ request: DeploymentRequest) {
        guard request.subnets.isEmpty, request.securityGroups.isEmpty else { return readExistingNetwork(request) }
        if request.privateSubnets {
            refuse(.privateSubnets, "says something about given subnets; name them with --subnets, or leave it out")
        }
        let zones = request.zones ?? Self.defaultZones
        if !Self.zones.contains(zones) {
            refuse(
                .zones,
                "must be between \(Self.zones.lowerBound) and \(Self.zones.upperBound), received \(zones); a region "
                    + "has at least 2 availability zones, most have 3 or more")
        }
        network = .made(zones: zones)
    }

    private mutating func readExistingNetwork(_ request: DeploymentRequest) {
        checkIdentifiers(request.subnets, .subnets, prefix: "subnet-", other: .securityGroups, most: Self.subnets)
        checkIdentifiers(
            request.securityGroups, .securityGroups, prefix: "sg-", other: .subnets, most: Self.securityGroups)
        if let zones = request.zones {
            refuse(
                .zones, "is for a VPC that the stack makes, received \(zones) beside --subnets; leave one of them out")
        }
        network = .existing(
            ExistingNetwork(
                subnets: request.subnets, securityGroups: request.securityGroups,
                assignsPublicIP: !request.privateSubnets))
    }

    private mutating func checkIdentifiers(
        _ identifiers: [String], _ subject: DeploymentProblem.Subject, prefix: String,
        other: DeploymentProblem.Subject, most: Int
    ) {
        if identifiers.isEmpty {
            refuse(subject, "is missing beside --\(other.rawValue); name both, or neither for a VPC of the stack's own")
        }
        for identifier in identifiers where !Self.isIdentifier(identifier, prefix: prefix) {
            refuse(subject, "must be ids such as \(prefix)0a1b2c3d, received `\(identifier)`")
        }
        if Set(identifiers).count < identifiers.count { refuse(subject, "must name each id once") }
        if identifiers.count > most { refuse(subject, "may be at most \(most) ids, received \(identifiers.count)") }
    }

    /// `subnet-` and 8 or 17 hexadecimal digits.
    private static func isIdentifier(_ text: String, prefix: String) -> Bool {
        guard text.hasPrefix(prefix) else { return false }
        let digits = text.dropFirst(prefix.count)
        return [8, 17].contains(digits.count) && digits.allSatisfy { "0123456789abcdef".contains($0) }
    }
}
