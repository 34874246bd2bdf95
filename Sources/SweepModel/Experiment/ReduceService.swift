/// The AWS service that ranks a sweep's outcomes: `reduce.service`.
public enum ReduceService: String, Sendable, Codable, CaseIterable {
    /// Lambda, unless the results outgrow it.
    case auto
    /// The stack's function: at most 15 minutes, with the memory and disk that functions have.
    case lambda
    /// The same program as a Batch job.
    case batch
}
