internal import AWS
internal import Foundation
internal import JSON
internal import SweepCompiler

extension Doctor {
    /// A job waits for a host some minutes even where all is well.
    static let patienceSeconds = 600.0

    func queues(_ resources: [StackResource]) async throws -> [Finding] {
        let inventory = Inventory(client: client, names: names)
        let filter: JSON = ["jobQueues": .array(inventory.queueNames.map(JSON.string))]
        let found = try await Batch(client: client).jobQueues(filter).collect("jobQueues")
        let present = Set(found.compactMap { $0["jobQueueName"]?.string })
        let gone = resources.filter { $0.type == "AWS::Batch::JobQueue" }
            .map { String($0.physicalID.split(separator: "/").last ?? "") }.filter { !present.contains($0) }
        return gone.map {
            Finding.problem("queue \($0)", "is gone", fix: "somebody removed it by hand: destroy and deploy again")
        }
            + found.map { document in
                state(of: document, "queue", "jobQueueName", "aws batch update-job-queue --state ENABLED --job-queue")
            }
    }

    func environments() async throws -> [Finding] {
        try await Inventory(client: client, names: names).presentEnvironments().map { document in
            state(
                of: document, Self.isFargate(document) ? "Fargate" : "hosts", "computeEnvironmentName",
                "aws batch update-compute-environment --state ENABLED --compute-environment")
        }
    }

    /// Whether an environment is of Fargate, with Spot or without, and not of hosts.
    static func isFargate(_ environment: JSON) -> Bool {
        environment["computeResources"]?["type"]?.string?.hasPrefix("FARGATE") == true
    }

    private func state(of document: JSON, _ check: String, _ nameKey: String, _ enable: String) -> Finding {
        let name = document[nameKey]?.string ?? "?"
        let status = document["status"]?.string ?? "?"
        let reason = document["statusReason"]?.string ?? ""
        if document["state"]?.string == "DISABLED" {
            return .problem("\(check) \(name)", "is disabled", fix: "\(enable) \(name)")
        }
        switch status {
        case "VALID": return .ok("\(check) \(name)", "enabled and valid")
        case "CREATING", "UPDATING":
            return .warning("\(check) \(name)", "is \(status)", fix: "wait a little, then look again")
        default:
            return .problem(
                "\(check) \(name)", "is \(status): \(reason.isEmpty ? "AWS gives no reason" : reason)",
                fix: FailureReason.fix(for: reason) ?? "mend what the reason names; AWS tries again by itself")
        }
    }

    /// Jobs that have waited for a host longer than that takes.
    func stuckJobs() async throws -> [Finding] {
        var findings: [Finding] = []
        var waiting = 0
        for queue in try await Inventory(client: client, names: names).presentQueues() {
            let filter: JSON = ["jobQueue": .string(queue), "jobStatus": "RUNNABLE"]
            let jobs = try await Batch(client: client).jobs(filter).collect("jobSummaryList")
            waiting += jobs.count
            let limit = (pace.now().timeIntervalSince1970 - Self.patienceSeconds) * 1_000
            let stuck = jobs.filter { ($0["createdAt"]?.double ?? .infinity) < limit }
            guard let first = stuck.first else { continue }
            let (says, fix) = StuckReason.words(for: first["statusReason"]?.string ?? "")
            findings.append(
                .problem("jobs in \(queue)", "\(stuck.count) wait for more than ten minutes: \(says)", fix: fix))
        }
        return findings.isEmpty
            ? [.ok("jobs", waiting == 0 ? "none waits" : "\(waiting) wait, not for long yet")] : findings
    }

    /// Whether tasks in the stack's subnets reach AWS.
    func network(_ stack: Stack) async throws -> [Finding] {
        let subnets = (stack.outputs["Subnets"] ?? "").split(separator: ",").map(String.init)
        guard !subnets.isEmpty else { return [missing("network")] }
        let answer = try await client.call(
            .ec2, "DescribeSubnets", ["SubnetId": .array(subnets.map(JSON.string))])
        let networks = Set((answer["subnetSet"]?.array ?? []).compactMap { $0["vpcId"]?.string })
        let tables =
            try await client.call(
                .ec2, "DescribeRouteTables",
                ["Filter": [["Name": "vpc-id", "Value": .array(networks.sorted().map(JSON.string))]]])["routeTableSet"]?
            .array ?? []
        let routes = RouteTables(tables)
        let closed = subnets.filter { routes.wayOut(of: $0) == nil }
        if !closed.isEmpty {
            return [
                .warning(
                    "network", "no route to the internet from \(closed.joined(separator: ", "))",
                    fix: "give them one, or endpoints for ECR, S3, CloudWatch Logs, ECS and Batch")
            ]
        }
        let needsAddress = subnets.filter { routes.wayOut(of: $0)?.hasPrefix("igw-") == true }
        if stack.outputs["AssignPublicIp"] == "DISABLED", !needsAddress.isEmpty {
            return [
                .problem(
                    "network", "\(needsAddress.joined(separator: ", ")) are public, and tasks get no public address",
                    fix: "deploy without --private-subnets")
            ]
        }
        return [.ok("network", "\(subnets.count) subnets with a way out")]
    }
}

/// Routes of a network, by subnet.
struct RouteTables {
    private let tables: [JSON]

    init(_ tables: [JSON]) { self.tables = tables }

    /// The gateway of the default route; `nil` where there is none, or where it leads nowhere.
    func wayOut(of subnet: String) -> String? {
        let own = tables.first { table in
            (table["associationSet"]?.array ?? []).contains { $0["subnetId"]?.string == subnet }
        }
        let main = tables.first { table in
            (table["associationSet"]?.array ?? []).contains { $0["main"]?.string == "true" }
        }
        let route = ((own ?? main)?["routeSet"]?.array ?? []).first {
            $0["destinationCidrBlock"]?.string == "0.0.0.0/0" && $0["state"]?.string != "blackhole"
        }
        return [
            "gatewayId", "natGatewayId", "transitGatewayId", "instanceId", "networkInterfaceId",
            "vpcPeeringConnectionId",
        ]
        .lazy.compactMap { route?[$0]?.string }.first { !$0.isEmpty }
    }
}
