/// A kind of host that the stack's compute environments may start.
struct InstanceType: Sendable, Equatable {
    var name: String
    var vcpus: Int
    var memoryMiB: Int
    var gpus: Int

    /// The system and the ECS agent keep part of a host's memory from jobs: one host of 8 GiB was reported to have 7,680 MiB
    /// for them. An eighth is on the safe side.
    private static let usableMemory = 0.875

    /// MiB that jobs can have.
    var usableMemoryMiB: Double { Double(memoryMiB) * Self.usableMemory }

    /// The part of this host that a job holds, 1 for all of it; `nil` where the host is too small.
    func share(vcpus: Double, memoryMiB: Int, gpus: Int) -> Double? {
        guard gpus == 0 || self.gpus >= gpus else { return nil }
        let parts = [
            vcpus / Double(self.vcpus), Double(memoryMiB) / usableMemoryMiB,
            gpus == 0 ? 0 : Double(gpus) / Double(self.gpus),
        ]
        let share = parts.max() ?? 1
        return share <= 1 ? share : nil
    }
}

extension InstanceType {
    /// Families that the template names, with GPUs or without.
    static let processorFamilies = ["c5", "c6i", "m5", "m6i", "r5", "r6i"]
    static let gpuFamilies = ["g4dn", "g5", "g6"]

    /// Every size of these families. Source: AWS, "Amazon EC2 instance types" (specifications by family).
    static let offered: [InstanceType] =
        processorFamilies.flatMap(processorSizes) + gpuFamilies.flatMap(gpuSizes)

    /// Hosts of lanes with GPUs, or of lanes without.
    static func offered(hasGPU: Bool) -> [InstanceType] { offered.filter { ($0.gpus > 0) == hasGPU } }

    var family: String { String(name.prefix { $0 != "." }) }

    /// GiB of memory a vCPU: 2 for c, 4 for m, 8 for r.
    private static func processorSizes(_ family: String) -> [InstanceType] {
        let memory = family.hasPrefix("c") ? 2 : family.hasPrefix("m") ? 4 : 8
        var sizes = [("large", 2), ("xlarge", 4), ("2xlarge", 8), ("4xlarge", 16), ("12xlarge", 48), ("24xlarge", 96)]
        switch family {
        case "c5": sizes += [("9xlarge", 36), ("18xlarge", 72)]
        case "m5", "r5": sizes += [("8xlarge", 32), ("16xlarge", 64)]
        default: sizes += [("8xlarge", 32), ("16xlarge", 64), ("32xlarge", 128)]
        }
        return sizes.sorted { $0.1 < $1.1 }.map { size, vcpus in
            InstanceType(name: "\(family).\(size)", vcpus: vcpus, memoryMiB: vcpus * memory * 1_024, gpus: 0)
        }
    }

    /// 4 GiB a vCPU in all three families.
    private static func gpuSizes(_ family: String) -> [InstanceType] {
        var sizes = [
            ("xlarge", 4, 1), ("2xlarge", 8, 1), ("4xlarge", 16, 1), ("8xlarge", 32, 1), ("16xlarge", 64, 1),
            ("12xlarge", 48, 4),
        ]
        if family != "g4dn" { sizes += [("24xlarge", 96, 4), ("48xlarge", 192, 8)] }
        return sizes.map { size, vcpus, gpus in
            InstanceType(name: "\(family).\(size)", vcpus: vcpus, memoryMiB: vcpus * 4 * 1_024, gpus: gpus)
        }
    }
}
