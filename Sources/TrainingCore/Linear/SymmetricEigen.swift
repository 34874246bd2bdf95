import CBLAS

/// The eigenvalues and eigenvectors of a symmetric matrix: S = Vᵀ · diag(values) · V, the vectors being V's rows.
struct SymmetricEigen: Sendable {
    /// Ascending.
    let values: [Double]
    /// [n x n], one eigenvector a row.
    let vectors: Matrix<Double>

    /// Decomposes a symmetric matrix by LAPACK's divide and conquer, `dsyevd`; `nil` when it doesn't converge
    /// (a NaN or an infinity in it).
    init?(_ symmetric: Matrix<Double>) {
        let side = symmetric.rows
        assert(side == symmetric.columns)
        guard side > 0 else {
            values = []
            vectors = symmetric
            return
        }
        var vectors = symmetric.storage
        var values = [Double](repeating: 0, count: side)
        var n = Int32(side)
        var leadingSide = n
        var info: Int32 = 0
        var workSize: Int32 = -1
        var integerWorkSize: Int32 = -1
        var work: [Double] = [0]
        var integerWork: [Int32] = [0]
        for _ in ["ask for the sizes of the work arrays", "decompose"] {
            dsyevd_(
                "V", "U", &n, &vectors, &leadingSide, &values, &work, &workSize, &integerWork, &integerWorkSize, &info)
            guard info == 0 else { return nil }
            if workSize < 0 {
                workSize = Int32(work[0])
                integerWorkSize = integerWork[0]
                work = [Double](repeating: 0, count: Int(workSize))
                integerWork = [Int32](repeating: 0, count: Int(integerWorkSize))
            }
        }
        self.values = values
        // LAPACK's columns are our rows.
        self.vectors = Matrix(unchecked: side, side, vectors)
    }
}
