import SweepCompiler
import Testing

/// A request that can't be deployed, and what a person reads.
struct BadDeployment: Sendable, CustomTestStringConvertible {
    let name: String
    let request: DeploymentRequest
    let messages: [String]

    init(_ name: String, _ messages: [String], _ change: (inout DeploymentRequest) -> Void) {
        self.name = name
        self.messages = messages
        var request = DeploymentRequest()
        change(&request)
        self.request = request
    }

    var testDescription: String { name }
}

private let stackRule =
    "--stack: must be lower-case letters, digits and single `-` between them, a letter first, at most 30 of them, received"
private let known = "there are: gpu, gpu-spot, spot, on-demand, fargate, fargate-spot"
private let dataRule =
    "--data: must be an object s3://BUCKET/KEY or a folder s3://BUCKET/FOLDER/, of letters, digits and !-_.'()=+@:/, received"
private let groups = ["sg-0a1b2c3d"]
private let subnets = ["subnet-0a1b2c3d"]

private let bad: [BadDeployment] = [
    .init("an empty name", ["\(stackRule) ``; choose a name such as `stepsweep`"]) { $0.stackName = "" },
    .init("a name that begins with a digit", ["\(stackRule) `1st`"]) { $0.stackName = "1st" },
    .init("a name with an underscore", ["\(stackRule) `my_stack`"]) { $0.stackName = "my_stack" },
    .init("a name in capitals", ["\(stackRule) `Team`"]) { $0.stackName = "Team" },
    .init("a name that ends with a hyphen", ["\(stackRule) `team-`"]) { $0.stackName = "team-" },
    .init("a name of 31 letters", [stackRule]) { $0.stackName = String(repeating: "a", count: 31) },
    .init("a name with an umlaut", ["\(stackRule) `grün`"]) { $0.stackName = "grün" },
    .init("no lanes", ["--lanes: must name at least one lane, received none; \(known)"]) { $0.lanes = [] },
    .init("an unknown lane", ["--lanes: no lane `gpu-spott`; did you mean `gpu-spot`?; \(known)"]) {
        $0.lanes = ["gpu-spott"]
    },
    .init("a lane twice", ["--lanes: must name each lane once, received `spot` twice"]) {
        $0.lanes = ["spot", "spot"]
    },
    .init("one zone", ["--zones: must be between 2 and 6, received 1"]) { $0.zones = 1 },
    .init("seven zones", ["--zones: must be between 2 and 6, received 7"]) { $0.zones = 7 },
    .init("subnets without security groups", ["--security-groups: is missing beside --subnets"]) {
        $0.subnets = subnets
    },
    .init("security groups without subnets", ["--subnets: is missing beside --security-groups"]) {
        $0.securityGroups = groups
    },
    .init("a VPC where a subnet belongs", ["--subnets: must be ids such as subnet-0a1b2c3d, received `vpc-0a1b2c3d`"]) {
        ($0.subnets, $0.securityGroups) = (["vpc-0a1b2c3d"], groups)
    },
    .init("a security group's name", ["--security-groups: must be ids such as sg-0a1b2c3d, received `default`"]) {
        ($0.subnets, $0.securityGroups) = (subnets, ["default"])
    },
    .init("a subnet twice", ["--subnets: must name each id once"]) {
        ($0.subnets, $0.securityGroups) = (subnets + subnets, groups)
    },
    .init("six security groups", ["--security-groups: may be at most 5 ids, received 6"]) {
        ($0.subnets, $0.securityGroups) = (subnets, (0..<6).map { "sg-0a1b2c3\($0)" })
    },
    .init("zones of a given network", ["--zones: is for a VPC that the stack makes, received 3 beside --subnets"]) {
        ($0.subnets, $0.securityGroups, $0.zones) = (subnets, groups, 3)
    },
    .init("private subnets that nobody named", ["--private-subnets: says something about given subnets"]) {
        $0.privateSubnets = true
    },
    .init("no vCPUs", ["--max-vcpus: must be between 1 and 100,000, received 0"]) { $0.maxVCPUs = 0 },
    .init("vCPUs below nothing", ["--max-vcpus: must be between 1 and 100,000, received -4"]) { $0.maxVCPUs = -4 },
    .init("a retention that CloudWatch lacks", ["--log-days: must be one of 1, 3, 5, 7, 14, 30"]) {
        $0.logRetentionDays = 10
    },
    .init("a budget without an address", ["--email: is missing: an alarm needs an address"]) { $0.budgetUSD = 50 },
    .init("an address without a budget", ["--budget-usd: is missing: --email is where its alarm goes"]) {
        $0.budgetEmail = "you@example.com"
    },
    .init("a budget of nothing", ["--budget-usd: must be between 1 and 1,000,000,000 US dollars a month, received 0.0"])
    {
        ($0.budgetUSD, $0.budgetEmail) = (0, "you@example.com")
    },
    .init("a budget that is no number", ["--budget-usd: must be between 1 and 1,000,000,000"]) {
        ($0.budgetUSD, $0.budgetEmail) = (.nan, "you@example.com")
    },
    .init("an address without a domain", ["--email: must be an e-mail address such as you@example.com, received `you`"])
    {
        ($0.budgetUSD, $0.budgetEmail) = (50, "you")
    },
    .init("an address with a line break", ["--notify-email: must be an e-mail address"]) {
        $0.notificationEmail = "you@example.com\nBcc: x@example.com"
    },
    .init("data without a scheme", ["\(dataRule) `my-data/images`"]) { $0.dataPrefixes = ["my-data/images"] },
    .init("data with a pattern", ["\(dataRule) `s3://my-data/*`"]) { $0.dataPrefixes = ["s3://my-data/*"] },
    .init("data with a list's separator", ["\(dataRule) `s3://my-data/a,b`"]) {
        $0.dataPrefixes = ["s3://my-data/a,b"]
    },
    .init("data with a policy variable", ["\(dataRule) `s3://my-data/${aws:username}/`"]) {
        $0.dataPrefixes = ["s3://my-data/${aws:username}/"]
    },
    .init("a bucket in capitals", ["\(dataRule) `s3://My-Data/`"]) { $0.dataPrefixes = ["s3://My-Data/"] },
    .init("more data than a policy holds", ["--data: may have 3,000 characters in all, received 4,"]) {
        $0.dataPrefixes = (0..<80).map { "s3://my-data/" + String(repeating: "x", count: 40) + "\($0)/" }
    },
    .init("a start over HTTP without a cap", ["--http-start-max-usd: is missing: whoever may start sweeps over HTTP"]) {
        $0.httpStart = true
    },
    .init("a cap of no start", ["--http-start: is missing: --http-start-max-usd is its cap"]) {
        $0.httpStartMaxUSD = 20
    },
    .init(
        "a cap of nothing",
        ["--http-start-max-usd: must be between 0.01 and 10,000,000 US dollars a sweep, received 0.0"]
    ) {
        ($0.httpStart, $0.httpStartMaxUSD) = (true, 0)
    },
    .init("a cap below nothing", ["--http-start-max-usd: must be between 0.01"]) {
        ($0.httpStart, $0.httpStartMaxUSD) = (true, -5)
    },
    .init("a cap that is no number", ["--http-start-max-usd: must be between 0.01"]) {
        ($0.httpStart, $0.httpStartMaxUSD) = (true, .nan)
    },
    .init("several mistakes at once", ["--stack: ", "--lanes: ", "--max-vcpus: ", "--log-days: ", "--data: "]) {
        ($0.stackName, $0.lanes, $0.maxVCPUs, $0.logRetentionDays) = ("-", ["cpu"], 0, 0)
        $0.dataPrefixes = ["s3://"]
    },
]

@Suite("A bad deployment") struct BadDeploymentTests {
    @Test("is refused with the value received, what is allowed and the fix", arguments: bad)
    func refused(_ bad: BadDeployment) throws {
        let error = #expect(throws: InvalidDeployment.self) { try Deployment(bad.request) }
        let lines = (error?.description ?? "").split(separator: "\n--").count
        #expect(lines == bad.messages.count, "\(error?.description ?? "")")
        for message in bad.messages {
            #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
        }
    }
}
