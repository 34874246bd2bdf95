internal import Statistics
internal import SweepModel

/// Which arm answers whom: a pure function of the document, the unit and the time.
struct UnitRouter: Sendable {
    /// Where a request goes.
    struct Placement: Sendable, Equatable {
        /// An index into the document's arms.
        var arm: Int
        /// Whether the unit takes part in the test.
        var isInTest: Bool

        static let control = Placement(arm: 0, isInTest: false)
    }

    private let seed: String
    /// From when on which parts of the units belong to which arm, in the order of time; empty where no test assigns anybody.
    private let steps: [(at: Double, ranges: BucketRanges)]

    init(_ document: ServingDocument) {
        seed = document.hashSeed
        guard document.test != nil, document.mode == .split else {
            steps = []
            return
        }
        let weights = document.arms.map(\.weight)
        let coverage =
            document.coverage.isEmpty ? [.init(at: -.infinity, share: 1)] : document.coverage
        steps = coverage.compactMap { step in
            BucketRanges(weights: weights, coverage: step.share).map { (step.at, $0) }
        }
    }

    /// - Parameters:
    ///   - unit: `nil` for a request that names none: the control answers, and no test counts it.
    ///   - seconds: since 1970.
    func placement(of unit: String?, at seconds: Double) -> Placement {
        guard let unit, let step = steps.last(where: { $0.at <= seconds }),
            let arm = step.ranges.arm(at: BucketHash.version2.place(of: unit, seed: seed))
        else { return .control }
        return Placement(arm: arm, isInTest: true)
    }
}
