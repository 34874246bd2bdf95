internal import JSON
internal import StatesLanguage
internal import SweepModel

/// The most bytes that the input, output or result of any state may have.
struct PayloadBound: Sendable, Equatable {
    var bytes: Int
    /// The state where it happens, and which side of it.
    var place: String

    /// Of `$.target`; `ExecutionInput` refuses a larger one.
    static let targetBytes = 4_096
    /// The sweep's id, run number, names of members, pack and lane.
    private static let frameBytes = 1_024
    /// An iteration's result: a job's id or a pack's name, a status, an error's name.
    private static let resultBytes = 512

    init(_ mode: ProcessorConfig.Mode, packs: Int, rowBytes: Int) {
        let iteration = Self.frameBytes + Self.targetBytes + 2 * ServiceLimits.causeCharacters
        var candidates = [
            (iteration, "a failed pack with its cause"),
            (ReduceStates.answerBytes, "the result of \(StateName.reduce)"),
        ]
        if mode == .inline {
            candidates.append(
                (
                    packs.saturatingProduct(rowBytes).saturatingSum(Self.frameBytes + Self.targetBytes),
                    "the execution's input, a row a pack"
                ))
            candidates.append((packs.saturatingProduct(Self.resultBytes), "the result of \(StateName.train)"))
        }
        (bytes, place) = candidates.max { $0.0 < $1.0 } ?? (0, "")
    }
}
