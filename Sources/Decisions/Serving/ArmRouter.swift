internal import Statistics
public import SweepModel

/// Which arm answers a unit: a pure function of the serving document, the unit's name and the time.
public struct ArmRouter: Sendable {
    /// Who answers, and which arm the unit belongs to; both are places in the document's arms.
    public struct Route: Sendable, Equatable {
        /// Asked, and its answer given.
        public let answering: Int
        /// The unit's arm in the test; `nil` without a test, and for a unit that the test does not cover.
        public let assigned: Int?

        public init(answering: Int, assigned: Int?) {
            self.answering = answering
            self.assigned = assigned
        }
    }

    private let document: ServingDocument
    /// From a moment on, in order.
    private let steps: [(at: Double, ranges: BucketRanges?)]

    /// - Parameter document: one without a `problem`.
    public init(_ document: ServingDocument) {
        self.document = document
        let weights = document.arms.map(\.weight)
        let coverage =
            document.coverage.isEmpty ? [ServingDocument.CoverageStep(at: -.infinity, share: 1)] : document.coverage
        steps = coverage.map { ($0.at, BucketRanges(weights: weights, coverage: $0.share)) }
    }

    /// - Parameter seconds: now, since 1970.
    public func route(_ unit: String, at seconds: Double) -> Route {
        guard document.test != nil, let step = steps.last(where: { $0.at <= seconds }) else {
            return Route(answering: 0, assigned: nil)
        }
        let assigned = step.ranges?.arm(at: BucketHash.version2.place(of: unit, seed: document.hashSeed))
        return Route(answering: document.mode == .shadow ? 0 : assigned ?? 0, assigned: assigned)
    }
}
