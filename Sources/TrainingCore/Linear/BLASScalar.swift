public import CBLAS

/// A number type that BLAS computes with: `Float` (its `s` routines) or `Double` (its `d` routines).
///
/// Every matrix is row-major. The pointers are those of caller-owned buffers; nothing is allocated.
public protocol BLASScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
    /// C[m x n] = alpha · op(A)[m x k] · op(B)[k x n] + beta · C.
    ///
    /// `lda`, `ldb` and `ldc` are the row lengths of A, B and C as they lie in memory.
    static func gemm(
        _ transposeA: CBLAS_TRANSPOSE, _ transposeB: CBLAS_TRANSPOSE, m: Int, n: Int, k: Int, alpha: Self,
        _ a: UnsafePointer<Self>, lda: Int, _ b: UnsafePointer<Self>, ldb: Int, beta: Self,
        _ c: UnsafeMutablePointer<Self>, ldc: Int)

    /// y = alpha · op(A)[m x n] · x + beta · y, where m and n are A's shape in memory.
    static func gemv(
        _ transposeA: CBLAS_TRANSPOSE, m: Int, n: Int, alpha: Self, _ a: UnsafePointer<Self>, lda: Int,
        _ x: UnsafePointer<Self>, beta: Self, _ y: UnsafeMutablePointer<Self>)

    /// The scalar product of two vectors of `count` numbers.
    static func dot(_ count: Int, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>) -> Self

    /// y = alpha · x + y over `count` numbers.
    static func axpy(_ count: Int, alpha: Self, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>)
}

extension Float: BLASScalar {
    @inlinable
    public static func gemm(
        _ transposeA: CBLAS_TRANSPOSE, _ transposeB: CBLAS_TRANSPOSE, m: Int, n: Int, k: Int, alpha: Float,
        _ a: UnsafePointer<Float>, lda: Int, _ b: UnsafePointer<Float>, ldb: Int, beta: Float,
        _ c: UnsafeMutablePointer<Float>, ldc: Int
    ) {
        cblas_sgemm(
            CblasRowMajor, transposeA, transposeB, Int32(m), Int32(n), Int32(k), alpha, a, Int32(lda), b, Int32(ldb),
            beta, c, Int32(ldc))
    }

    @inlinable
    public static func gemv(
        _ transposeA: CBLAS_TRANSPOSE, m: Int, n: Int, alpha: Float, _ a: UnsafePointer<Float>, lda: Int,
        _ x: UnsafePointer<Float>, beta: Float, _ y: UnsafeMutablePointer<Float>
    ) {
        cblas_sgemv(CblasRowMajor, transposeA, Int32(m), Int32(n), alpha, a, Int32(lda), x, 1, beta, y, 1)
    }

    @inlinable
    public static func dot(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>) -> Float {
        cblas_sdot(Int32(count), x, 1, y, 1)
    }

    @inlinable
    public static func axpy(
        _ count: Int, alpha: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
    ) {
        cblas_saxpy(Int32(count), alpha, x, 1, y, 1)
    }
}

extension Double: BLASScalar {
    @inlinable
    public static func gemm(
        _ transposeA: CBLAS_TRANSPOSE, _ transposeB: CBLAS_TRANSPOSE, m: Int, n: Int, k: Int, alpha: Double,
        _ a: UnsafePointer<Double>, lda: Int, _ b: UnsafePointer<Double>, ldb: Int, beta: Double,
        _ c: UnsafeMutablePointer<Double>, ldc: Int
    ) {
        cblas_dgemm(
            CblasRowMajor, transposeA, transposeB, Int32(m), Int32(n), Int32(k), alpha, a, Int32(lda), b, Int32(ldb),
            beta, c, Int32(ldc))
    }

    @inlinable
    public static func gemv(
        _ transposeA: CBLAS_TRANSPOSE, m: Int, n: Int, alpha: Double, _ a: UnsafePointer<Double>, lda: Int,
        _ x: UnsafePointer<Double>, beta: Double, _ y: UnsafeMutablePointer<Double>
    ) {
        cblas_dgemv(CblasRowMajor, transposeA, Int32(m), Int32(n), alpha, a, Int32(lda), x, 1, beta, y, 1)
    }

    @inlinable
    public static func dot(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>) -> Double {
        cblas_ddot(Int32(count), x, 1, y, 1)
    }

    @inlinable
    public static func axpy(
        _ count: Int, alpha: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
    ) {
        cblas_daxpy(Int32(count), alpha, x, 1, y, 1)
    }
}
