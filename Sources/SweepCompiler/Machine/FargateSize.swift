/// A size that Fargate offers: it has a fixed list, and anything else is refused when the task starts.
struct FargateSize: Sendable, Equatable {
    /// 1,024 make one vCPU.
    var cpuUnits: Int
    var memoryMiB: Int

    /// One row of the list: memory from `least` to `most` in steps.
    private struct Row {
        var cpuUnits: Int
        var memory: [Int]
    }

    private static let rows = [
        Row(cpuUnits: 256, memory: [512, 1_024, 2_048]),
        Row(cpuUnits: 512, memory: gibibytes(from: 1, through: 4, by: 1)),
        Row(cpuUnits: 1_024, memory: gibibytes(from: 2, through: 8, by: 1)),
        Row(cpuUnits: 2_048, memory: gibibytes(from: 4, through: 16, by: 1)),
        Row(cpuUnits: 4_096, memory: gibibytes(from: 8, through: 30, by: 1)),
        Row(cpuUnits: 8_192, memory: gibibytes(from: 16, through: 60, by: 4)),
        Row(cpuUnits: 16_384, memory: gibibytes(from: 32, through: 120, by: 8)),
    ]

    static let largest = "16 vCPU and 122880 MiB"

    /// The smallest size with at least so much of both; `nil` where none is large enough.
    init?(vcpus: Double, memoryMiB: Int) {
        for row in Self.rows where Double(row.cpuUnits) >= vcpus * 1_024 {
            if let memory = row.memory.first(where: { $0 >= memoryMiB }) {
                cpuUnits = row.cpuUnits
                self.memoryMiB = memory
                return
            }
        }
        return nil
    }

    var vcpus: Double { Double(cpuUnits) / 1_024 }

    private static func gibibytes(from first: Int, through last: Int, by step: Int) -> [Int] {
        stride(from: first, through: last, by: step).map { $0 * 1_024 }
    }
}
