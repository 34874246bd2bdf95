internal import CBLAS

extension Matrix {
    /// selfᵀ · self: [columns x columns].
    var gram: Matrix { product(self, transposed: true) }

    /// self · other, or selfᵀ · other when `transposed`. The inner sides must be equal.
    func product(_ other: Matrix, transposed: Bool = false) -> Matrix {
        let m = transposed ? columns : rows
        let k = transposed ? rows : columns
        assert(other.rows == k)
        var result = [Scalar](repeating: 0, count: m * other.columns)
        guard m > 0, k > 0, other.columns > 0 else { return Matrix(unchecked: m, other.columns, result) }
        Scalar.gemm(
            transposed ? CblasTrans : CblasNoTrans, CblasNoTrans, m: m, n: other.columns, k: k, alpha: 1, storage,
            lda: columns, other.storage, ldb: other.columns, beta: 0, &result, ldc: other.columns)
        return Matrix(unchecked: m, other.columns, result)
    }

    /// self · selfᵀ: [rows x rows].
    var outerGram: Matrix {
        var result = [Scalar](repeating: 0, count: rows * rows)
        guard rows > 0, columns > 0 else { return Matrix(unchecked: rows, rows, result) }
        Scalar.gemm(
            CblasNoTrans, CblasTrans, m: rows, n: rows, k: columns, alpha: 1, storage, lda: columns, storage,
            ldb: columns, beta: 0, &result, ldc: rows)
        return Matrix(unchecked: rows, rows, result)
    }
}
