/// What is added up of the units of one arm, in one phase.
///
/// A value and a covariate are counted from an origin of their own near their mean, so that the sums of squares keep their digits.
public struct UnitSums: Sendable, Equatable {
    public var count = 0
    /// Σ (y − origin), and Σ (y − origin)².
    public var values = 0.0
    public var squares = 0.0
    /// Units with a covariate, and sums over these alone: Σ (x − origin), Σ (x − origin)², Σ (x − origin)(y − origin), Σ (y − origin).
    public var covered = 0
    public var covariates = 0.0
    public var covariateSquares = 0.0
    public var products = 0.0
    public var coveredValues = 0.0

    public init() {}

    public static func += (left: inout UnitSums, right: UnitSums) {
        left.count += right.count
        left.values += right.values
        left.squares += right.squares
        left.covered += right.covered
        left.covariates += right.covariates
        left.covariateSquares += right.covariateSquares
        left.products += right.products
        left.coveredValues += right.coveredValues
    }
}

/// One arm in one phase of a test.
public struct PhaseArm: Sendable, Hashable {
    public var phase: Int
    public var arm: String

    public init(phase: Int, arm: String) {
        self.phase = phase
        self.arm = arm
    }
}

/// How an outcome's values make one number a unit.
public enum UnitMeasure: String, Sendable, Codable, CaseIterable {
    /// 1 where a value above 0 came, else 0.
    case proportion
    /// The sum of the values; 0 where none came.
    case mean
}

/// What was known of a test's units at several moments.
public struct UnitSeries: Sendable, Equatable {
    /// In seconds since 1970, ascending.
    public var cuts: [Double]
    /// What values and covariates are counted from.
    public var valueOrigin: Double
    public var covariateOrigin: Double
    /// For each arm of each phase one sum a cut.
    public var sums: [PhaseArm: [UnitSums]]

    public init(
        cuts: [Double], valueOrigin: Double = 0, covariateOrigin: Double = 0, sums: [PhaseArm: [UnitSums]] = [:]
    ) {
        self.cuts = cuts
        self.valueOrigin = valueOrigin
        self.covariateOrigin = covariateOrigin
        self.sums = sums
    }
}
