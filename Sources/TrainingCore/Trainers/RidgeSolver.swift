/// Ridge coefficients for any number of penalties from one eigendecomposition.
///
/// With X[n x p] and y centred (where an intercept is fitted), w = (XᵀX + l2·I)⁻¹ Xᵀy. The smaller of XᵀX and XXᵀ is
/// decomposed once; each penalty then costs two products with its eigenvectors. The wide case uses
/// w = Xᵀ (XXᵀ + l2·I)⁻¹ y (Saunders et al. 1998).
struct RidgeSolver: Sendable {
    /// The largest matrix that is decomposed: 3.2 GB, and hours of work.
    static let maximumSide = 20_000

    private let eigen: SymmetricEigen
    /// The eigenvectors times Xᵀy, or times y in the wide case.
    private let projected: [Double]
    /// Centred X in the wide case, else `nil`.
    private let wide: Matrix<Double>?
    private let featureMeans: [Double]
    private let targetMean: Double
    private let isCentred: Bool

    /// `nil` when LAPACK doesn't converge, which finite numbers whose squares overflow can bring about.
    init?(_ features: Matrix<Double>, _ values: [Double], fitIntercept: Bool) {
        let count = Double(max(1, values.count))
        isCentred = fitIntercept
        targetMean = fitIntercept ? values.reduce(0, +) / count : 0
        featureMeans =
            fitIntercept
            ? features.product([Double](repeating: 1 / count, count: features.rows), transposed: true)
            : [Double](repeating: 0, count: features.columns)
        let centred = Self.centred(features, featureMeans)
        let target = values.map { [targetMean] in $0 - targetMean }
        let isWide = features.columns > features.rows
        guard let eigen = SymmetricEigen(isWide ? centred.outerGram : centred.gram), eigen.values.allSatisfy(\.isFinite)
        else { return nil }
        self.eigen = eigen
        wide = isWide ? centred : nil
        projected = eigen.vectors.product(isWide ? target : centred.product(target, transposed: true))
    }

    private static func centred(_ features: Matrix<Double>, _ means: [Double]) -> Matrix<Double> {
        var result = features
        result.withUnsafeMutableNumbers { numbers in
            var index = 0
            for _ in 0..<features.rows {
                for column in 0..<features.columns {
                    numbers[index] -= means[column]
                    index += 1
                }
            }
        }
        return result
    }

    /// The coefficients and the intercept for one penalty.
    func solve(l2: Double) -> (coefficients: [Double], intercept: Double) {
        // Below this an eigenvalue is a rounding error of the product, and dividing by it would invent numbers.
        let floor = (eigen.values.last ?? 0) * Double(eigen.values.count) * 0x1p-52
        let scaled = zip(projected, eigen.values).map { projection, value in
            let divisor = max(0, value) + l2
            return divisor > floor && divisor > 0 ? projection / divisor : 0
        }
        let dual = eigen.vectors.product(scaled, transposed: true)
        let coefficients = wide?.product(dual, transposed: true) ?? dual
        let shift = zip(coefficients, featureMeans).reduce(0) { $0 + $1.0 * $1.1 }
        return (coefficients, isCentred ? targetMean - shift : 0)
    }
}
