internal import CBLAS

/// The eigenvalues and eigenvectors of a symmetric matrix: S = Vᵀ · diag(values) · V, the vectors being V's rows.
struct SymmetricEigen: Sendable {
    /// Ascending.
    let values: [Double]
    /// [n x n], one eigenvector a row.
    let vectors: Matrix<Double>

    /// Decomposes a symmetric matrix by LAPACK's divide and conquer, `dsyevd`; `nil` when a number in it isn't finite or
    /// the method doesn't converge.
    init?(_ symmetric: Matrix<Double>) {
        let side = symmetric.rows
        assert(side == symmetric.columns)
        guard symmetric.storage.allSatisfy(\.isFinite) else { return nil }
        guard side > 0 else {
            values = []
            vectors = symmetric
            return
        }
        // Aligned, as LAPACK's sums depend on the alignment on some processor types (see `Vector`).
        let vectors = Buffer<Double>(side * side, zero: 0)
        vectors.start.update(from: symmetric.storage, count: side * side)
        let values = Buffer<Double>(side, zero: 0)
        var work = Buffer<Double>(1, zero: 0)
        var integerWork = Buffer<Int32>(1, zero: 0)
        var workSize: Int32 = -1
        var integerWorkSize: Int32 = -1
        for _ in ["ask for the sizes of the work arrays", "decompose"] {
            let info = blas_dsyevd(
                Int32(side), vectors.start, values.start, work.start, workSize, integerWork.start, integerWorkSize)
            guard info == 0 else { return nil }
            if workSize < 0 {
                workSize = Int32(work.start[0])
                integerWorkSize = integerWork.start[0]
                work = Buffer(Int(workSize), zero: 0)
                integerWork = Buffer(Int(integerWorkSize), zero: 0)
            }
        }
        self.values = Array(UnsafeBufferPointer(start: values.start, count: side))
        // LAPACK's columns are our rows.
        self.vectors = Matrix(
            unchecked: side, side, Array(UnsafeBufferPointer(start: vectors.start, count: side * side)))
    }
}
