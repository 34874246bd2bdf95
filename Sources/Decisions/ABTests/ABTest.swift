public import ResultStore
internal import JSON

/// An A/B test as it was started, with its phases and its end.
public struct ABTest: Sendable, Equatable {
    public let number: Int
    public let options: ABOptions
    /// Seconds since 1970.
    public let startedAt: Double
    public let startedBy: String
    public let phases: [StoredPhase]
    public internal(set) var end: StoredEnd?

    /// `ab-1`, as exposures and the serving document name it.
    public var id: String { StoredTest.id(number) }

    /// - Throws: `ABError.notForThisTest` for options that a later program wrote.
    public init(_ stored: StoredTest) throws {
        let weighted = stored.phases.allSatisfy { !$0.weights.isEmpty }
        guard let options = try? stored.options.decode(ABOptions.self), options.arms.count >= 2, weighted,
            stored.phases.allSatisfy({ $0.weights.count == options.arms.count }), !stored.phases.isEmpty
        else {
            throw ABError.notForThisTest(
                problem: "\(stored.id): its options can't be read; a later version of stepsweep wrote them")
        }
        number = stored.number
        self.options = options
        startedAt = stored.startedAt
        startedBy = stored.startedBy
        phases = stored.phases
        end = stored.end
    }

    /// Of the phase that began last.
    public var weights: [Double] { phases.last?.weights ?? [] }
}
