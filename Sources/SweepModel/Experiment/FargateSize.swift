/// A size that Fargate offers: it has a fixed list, and anything else is refused when the task starts.
public struct FargateSize: Sendable, Equatable {
    /// 1,024 make one vCPU.
    public let cpuUnits: Int
    public let memoryMiB: Int

    public var vcpus: Double { Double(cpuUnits) / 1_024 }

    /// Every size, by processors and then by memory.
    public static let all: [FargateSize] = [
        sizes(cpuUnits: 256, gibibytes: 1...2), sizes(cpuUnits: 512, gibibytes: 1...4),
        sizes(cpuUnits: 1_024, gibibytes: 2...8), sizes(cpuUnits: 2_048, gibibytes: 4...16),
        sizes(cpuUnits: 4_096, gibibytes: 8...30), sizes(cpuUnits: 8_192, gibibytes: 16...60, step: 4),
        sizes(cpuUnits: 16_384, gibibytes: 32...120, step: 8),
    ].reduce([FargateSize(cpuUnits: 256, memoryMiB: 512)], +)

    /// The smallest size with at least so much of both; `nil` where none is large enough.
    public static func smallest(vcpus: Double, memoryMiB: Int) -> FargateSize? {
        all.first { $0.vcpus >= vcpus && $0.memoryMiB >= memoryMiB }
    }

    private static func sizes(cpuUnits: Int, gibibytes: ClosedRange<Int>, step: Int = 1) -> [FargateSize] {
        stride(from: gibibytes.lowerBound, through: gibibytes.upperBound, by: step).map {
            FargateSize(cpuUnits: cpuUnits, memoryMiB: $0 * 1_024)
        }
    }
}
