import JSON
import SweepModel

@testable import SweepCompiler

/// The deployments that tests look at.
enum Deployments {
    static let subnets = ["subnet-0a1b2c3d", "subnet-0123456789abcdef0"]
    static let securityGroups = ["sg-0a1b2c3d"]

    /// Everything that can be asked for.
    static func widest() throws -> Deployment {
        try Deployment(
            DeploymentRequest(
                budgetUSD: 50, budgetEmail: "you@example.com", notificationEmail: "you@example.com",
                dataPrefixes: ["s3://my-data/images/", "s3://my-data/labels.csv"],
                secrets: [
                    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:wandb-a1b2c3",
                    "arn:aws:ssm:eu-central-1:123456789012:parameter/hub/token",
                ], httpStart: true, httpStartMaxUSD: 20, servesAB: true))
    }

    /// Every way in which packs can start on these lanes.
    static func starts(on lanes: [Lane]) -> [PackStart] {
        lanes.flatMap { lane in
            (lane.isFargate ? [false, true] : [false]).map { PackStart(lane: lane, isTask: $0) }
        }
    }

    /// Every subset of lanes, with a VPC of its own or a given one, with and without mail.
    static func all() throws -> [Deployment] {
        try (1..<(1 << Lane.allCases.count)).flatMap { subset in
            let lanes = Lane.allCases.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element.rawValue)
            return try [false, true].flatMap { given in
                try [false, true].map { mails in try Deployment(request(lanes, givenNetwork: given, mails: mails)) }
            }
        }
    }

    /// Templates of all of them, each once: a Spot lane brings its lane without Spot, so several subsets are one.
    static func templates() throws -> [JSON] { try distinct.get() }

    private static let distinct = Result {
        try Dictionary(all().map { ($0.template.text(), $0.template) }) { first, _ in first }
            .sorted { $0.key < $1.key }.map(\.value)
    }

    /// As few of `templates()` as show every resource and output that any of them has.
    static func coveringTemplates() throws -> [JSON] {
        var seen: Set<Part> = []
        let largestFirst = try templates().sorted { parts(of: $0).count > parts(of: $1).count }
        return largestFirst.filter { template in
            let new = parts(of: template).subtracting(seen)
            seen.formUnion(new)
            return !new.isEmpty
        }
    }

    private struct Part: Hashable {
        let name: String
        let value: JSON
    }

    private static func parts(of template: JSON) -> Set<Part> {
        Set(
            ["Parameters", "Conditions", "Resources", "Outputs"].flatMap { section in
                (template[section]?.object ?? [:]).map { Part(name: section + "." + $0.key, value: $0.value) }
            })
    }

    private static func request(_ lanes: [String], givenNetwork: Bool, mails: Bool) -> DeploymentRequest {
        var request = DeploymentRequest(lanes: lanes)
        if givenNetwork {
            request.subnets = subnets
            request.securityGroups = securityGroups
            request.privateSubnets = true
        }
        if mails {
            request.budgetUSD = 50
            request.budgetEmail = "you@example.com"
            request.notificationEmail = "you@example.com"
            request.dataPrefixes = ["s3://my-data/images/"]
            (request.httpStart, request.httpStartMaxUSD) = (true, 20)
        }
        return request
    }
}
