internal import AWS
internal import JSON

/// One quota that a deployment can meet.
struct QuotaNeed: Sendable, Equatable {
    let service: String
    let code: String
    let name: String
    /// What the deployment may use at most; `nil` where it names no number.
    var most: Int?
    /// What one job, task or call needs.
    let least: Int

    /// The console's page that asks for more.
    var page: String { "https://console.aws.amazon.com/servicequotas/home/services/\(service)/quotas/\(code)" }

    /// - Parameter value: `nil` where Service Quotas knows none.
    func finding(_ value: Double?) -> Finding {
        let check = "quota \(name)"
        guard let value else {
            return .warning(check, "Service Quotas does not tell it", fix: "look at \(page)")
        }
        let says = "\(Int(value))" + (most.map { ", the deployment may use \($0)" } ?? "")
        if value < Double(least) {
            return .problem(check, says + ": nothing can start", fix: "ask for more at \(page)")
        }
        guard let most, value < Double(most) else { return .ok(check, says) }
        let beyond = service == "fargate" ? "jobs beyond it wait, ECS tasks are refused" : "jobs beyond it wait"
        return .warning(check, says + ": \(beyond)", fix: "ask for more at \(page), or lower --max-vcpus")
    }
}

extension Doctor {
    /// - Throws: `CancellationError` only.
    func quotas(_ stack: Stack?) async throws -> [Finding] {
        let environments = (try? await Inventory(client: client, names: names).presentEnvironments()) ?? []
        var findings: [Finding] = []
        for need in Self.needs(environments, hasFargate: stack == nil || stack?.outputs["Cluster"] != nil) {
            do {
                findings.append(need.finding(try await client.quota(service: need.service, code: need.code)))
            } catch let error as CancellationError {
                throw error
            } catch {
                // Not to know a quota keeps no sweep from running.
                findings.append(.warning("quota \(need.name)", "\(error)", fix: "look at \(need.page)"))
            }
        }
        return findings
    }

    /// The quotas of what a stack has; all of them where there is no stack yet.
    ///
    /// Codes: Service Quotas' lists of EC2, Fargate and Lambda.
    static func needs(_ environments: [JSON], hasFargate: Bool) -> [QuotaNeed] {
        var needs: [QuotaNeed] = []
        let kinds: [(isSpot: Bool, isGPU: Bool, code: String, name: String)] = [
            (false, false, "L-1216C47A", "on-demand standard vCPUs"),
            (true, false, "L-34B43A08", "Spot standard vCPUs"),
            (false, true, "L-DB2E81BA", "on-demand G vCPUs"), (true, true, "L-3819A6DF", "Spot G vCPUs"),
        ]
        for kind in kinds {
            let most = environments.filter { isKind($0, kind.isSpot, kind.isGPU) }
                .compactMap { $0["computeResources"]?["maxvCpus"]?.int }.reduce(0, +)
            if most == 0, !environments.isEmpty { continue }
            needs.append(
                QuotaNeed(
                    service: "ec2", code: kind.code, name: kind.name, most: most == 0 ? nil : most,
                    least: kind.isGPU ? 4 : 2))
        }
        if hasFargate {
            let lanes = [
                ("FARGATE", "L-3032A538", "Fargate on-demand vCPUs"),
                ("FARGATE_SPOT", "L-36FBB829", "Fargate Spot vCPUs"),
            ]
            for (type, code, name) in lanes {
                let most = environments.filter { $0["computeResources"]?["type"]?.string == type }
                    .compactMap { $0["computeResources"]?["maxvCpus"]?.int }.reduce(0, +)
                needs.append(
                    QuotaNeed(service: "fargate", code: code, name: name, most: most == 0 ? nil : most, least: 1))
            }
        }
        needs.append(
            QuotaNeed(service: "lambda", code: "L-B99A9384", name: "Lambda concurrency", most: nil, least: 1))
        return needs
    }

    private static func isKind(_ environment: JSON, _ isSpot: Bool, _ isGPU: Bool) -> Bool {
        let resources = environment["computeResources"]
        let types = (resources?["instanceTypes"]?.array ?? []).compactMap(\.string)
        let hasGPU = types.contains { $0.hasPrefix("g") || $0.hasPrefix("p") }
        return !isFargate(environment) && (resources?["type"]?.string == "SPOT") == isSpot && hasGPU == isGPU
    }
}
