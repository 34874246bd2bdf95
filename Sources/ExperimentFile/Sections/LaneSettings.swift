internal import JSON
internal import SweepModel

/// The size, patience and service of one lane.
enum LaneSettings {
    /// - Returns: `nil` after an error.
    static func read(
        _ lane: Lane, _ section: Section, _ condition: Condition?, _ findings: inout Findings
    ) -> LaneRule? {
        let usual = LaneRule(lane: lane)
        let before = findings.errorCount
        let vcpus = section.number(
            "vcpus", in: 0.25...192, allowed: "a number of vCPUs between 0.25 and 192", &findings)
        let memory = section.wholeNumber("memory_mib", in: 128...3_145_728, &findings)
        let gpus = gpus(lane, section, &findings)
        let timeout = section.wholeNumber("timeout_seconds", in: 1...1_209_600, &findings)
        let retries = section.wholeNumber("retries", in: 0...9, &findings)
        let lastOnDemand = section.flag("last_attempt_on_demand", &findings)
        if lastOnDemand == true, !lane.isSpot {
            findings.warning(
                section.path(of: "last_attempt_on_demand"), "has no effect: `\(lane.rawValue)` is no Spot lane",
                at: section.keyPlace("last_attempt_on_demand") ?? section.place)
        }
        let service = service(lane, section, &findings)
        if lane.isFargate {
            checkFargate(vcpus ?? usual.vcpus, memory ?? usual.memoryMiB, section, &findings)
        } else if let vcpus, vcpus != vcpus.rounded() {
            findings.error(
                section.path(of: "vcpus"), "must be whole outside Fargate, received \(text(vcpus))",
                at: section["vcpus"]?.place ?? section.place)
        }
        guard findings.errorCount == before else { return nil }
        return LaneRule(
            lane: lane, condition: condition, vcpus: vcpus ?? usual.vcpus, memoryMiB: memory ?? usual.memoryMiB,
            gpus: gpus, trialTimeoutSeconds: timeout ?? usual.trialTimeoutSeconds,
            attempts: retries.map { $0 + 1 } ?? usual.attempts, lastAttemptOnDemand: lastOnDemand,
            service: service ?? usual.service)
    }

    /// `2`, not `2.0`.
    private static func text(_ vcpus: Double) -> String { JSON.number(vcpus).normalisingNumbers.text() }

    private static func gpus(_ lane: Lane, _ section: Section, _ findings: inout Findings) -> Int? {
        if lane.hasGPU { return section.wholeNumber("gpus", in: 1...16, &findings) }
        guard let value = section["gpus"] else { return nil }
        if section.wholeNumber("gpus", in: 0...16, &findings) ?? 0 > 0 {
            findings.error(
                section.path(of: "gpus"), "`\(lane.rawValue)` has no GPUs; use the lane gpu or gpu-spot",
                at: value.place)
        }
        return nil
    }

    /// What starts a Fargate lane's packs; the other lanes leave no choice.
    private static func service(_ lane: Lane, _ section: Section, _ findings: inout Findings) -> LaneService? {
        let service = section.choice("service", of: LaneService.allCases.map(\.rawValue), &findings)
        if let place = section.keyPlace("service"), !lane.isFargate {
            findings.error(
                section.path(of: "service"),
                "`\(lane.rawValue)` is Batch's alone; leave it out, or use the lane fargate or fargate-spot", at: place)
        }
        return service.flatMap(LaneService.init)
    }

    private static func checkFargate(
        _ vcpus: Double, _ memory: Int, _ section: Section, _ findings: inout Findings
    ) {
        let memories = FargateSize.all.filter { $0.vcpus == vcpus }.map(\.memoryMiB)
        guard let last = memories.last else {
            let choices = Set(FargateSize.all.map(\.vcpus)).sorted()
            findings.error(
                section.path(of: "vcpus"),
                "Fargate has \(choices.map(text).joined(separator: ", ")) vCPU, received \(text(vcpus))",
                at: section["vcpus"]?.place ?? section.place)
            return
        }
        guard !memories.contains(memory) else { return }
        // The smallest size takes 512 MiB too, which is no step of the others.
        let steps = memories.filter { $0 != 512 }
        findings.error(
            section.path(of: "memory_mib"),
            "Fargate gives \(text(vcpus)) vCPU \(steps == memories ? "" : "512 or ")\(steps[0]) to \(last) MiB in steps of "
                + "\(steps[1] - steps[0]), received \(memory)", at: section["memory_mib"]?.place ?? section.place)
    }
}
