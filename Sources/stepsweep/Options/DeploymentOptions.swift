import ArgumentParser
import Foundation
import SweepCompiler

/// What a stack offers to sweeps. Values are checked together by `Deployment`, so that one run tells all mistakes.
struct DeploymentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The name that the stack will be deployed under; names of its queues and state machines begin with it.",
            valueName: "name"))
    var stack = DeploymentRequest().stackName

    @Option(
        help: ArgumentHelp(
            "Lanes, separated by commas: gpu, gpu-spot, spot, on-demand, fargate, fargate-spot. Default all. A Spot lane brings the one without Spot, for last attempts.",
            valueName: "lanes"))
    var lanes: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("vCPUs that one lane's Batch queue may hold at once.", valueName: "count"))
    var maxVcpus = DeploymentRequest().maxVCPUs

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Availability zones of the stack's own VPC, 3 without it.", valueName: "count"))
    var zones: Int?

    @Option(
        help: ArgumentHelp("Your own subnets, separated by commas; no VPC is made then.", valueName: "ids"))
    var subnets: String?

    @Option(help: ArgumentHelp("Your own security groups, separated by commas.", valueName: "ids"))
    var securityGroups: String?

    @Flag(help: "Your subnets reach AWS through NAT or endpoints; tasks get no public address.")
    var privateSubnets = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "An alarm when the account's bill of a month passes 80 % or all of this, or will.", valueName: "dollars"))
    var budgetUsd: Double?

    @Option(help: ArgumentHelp("Where that alarm goes.", valueName: "address"))
    var email: String?

    @Option(help: ArgumentHelp("Hears how each sweep ended.", valueName: "address"))
    var notifyEmail: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("How long logs are kept.", valueName: "days"))
    var logDays = DeploymentRequest().logRetentionDays

    @Option(
        help: ArgumentHelp(
            "An object of S3, or a folder with / at the end, that workers may read too, beside those that they may already; may be repeated.",
            valueName: "s3://bucket/key"))
    var data: [String] = []

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "A sweep file: workers may read the data that it names in S3, and use their KMS keys; may be repeated.",
            valueName: "file"))
    var sweepFiles: [String] = []

    @Flag(help: "Workers may no longer read what earlier deployments allowed; what --data and --for name now stays.")
    var forgetData = false

    @Option(
        help: ArgumentHelp(
            "A secret that your programs may read: of Secrets Manager, or a parameter of Systems Manager; may be repeated.",
            valueName: "arn"))
    var secret: [String] = []

    @Flag(help: "A function with an address that starts sweep files which are sent to it; AWS IAM decides who may.")
    var httpStart = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What one sweep that is started there may cost; needed with it.", valueName: "dollars"))
    var httpStartMaxUsd: Double?

    @Flag(
        help:
            "A function with an address that answers predictions by the arms which `ab deploy` publishes; see docs/ab-on-aws.md."
    )
    var ab = false

    var request: DeploymentRequest {
        var request = DeploymentRequest(
            stackName: stack, zones: zones, subnets: Self.list(subnets), securityGroups: Self.list(securityGroups),
            privateSubnets: privateSubnets, maxVCPUs: maxVcpus, budgetUSD: budgetUsd, budgetEmail: email,
            notificationEmail: notifyEmail, logRetentionDays: logDays, dataPrefixes: data, secrets: secret,
            httpStart: httpStart, httpStartMaxUSD: httpStartMaxUsd, servesAB: ab)
        if let lanes { request.lanes = Self.list(lanes) }
        return request
    }

    /// Whether data are all that is named: then nothing else of a stack that is there changes.
    var namesDataAlone: Bool {
        var rest = request
        rest.dataPrefixes = []
        return rest == DeploymentRequest(stackName: stack) && (!data.isEmpty || !sweepFiles.isEmpty || forgetData)
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
