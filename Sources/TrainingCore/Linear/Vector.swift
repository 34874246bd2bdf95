/// Sums over vectors whose order of additions depends on nothing but the length.
///
/// BLAS's own `dot`, `axpy` and `gemv` treat the first numbers differently where memory isn't aligned, on some
/// processor types, so that equal inputs give unequal last bits; its `gemm` copies into aligned blocks first and
/// doesn't.
enum Vector {
    /// The scalar product of the first `count` numbers of two vectors: eight running sums, then their sum.
    static func dot(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>) -> Double {
        var sums = SIMD8<Double>.zero
        let whole = count & ~7
        for index in stride(from: 0, to: whole, by: 8) {
            let left = UnsafeRawPointer(x + index).loadUnaligned(as: SIMD8<Double>.self)
            let right = UnsafeRawPointer(y + index).loadUnaligned(as: SIMD8<Double>.self)
            sums += left * right
        }
        var sum = sums.sum()
        for index in whole..<count { sum += x[index] * y[index] }
        return sum
    }

    /// The scalar product of two vectors of one length.
    static func dot(_ x: [Double], _ y: [Double]) -> Double {
        assert(x.count == y.count)
        return dot(x.count, x, y)
    }

    /// y += factor · x over the first `count` numbers.
    static func add(
        _ count: Int, _ factor: Double, _ x: UnsafePointer<Double>, to y: UnsafeMutablePointer<Double>
    ) {
        for index in 0..<count { y[index] += factor * x[index] }
    }
}

extension Matrix<Double> {
    /// self · vector, or selfᵀ · vector when `transposed`. The vector's length must be the inner side.
    func product(_ vector: [Double], transposed: Bool = false) -> [Double] {
        assert(vector.count == (transposed ? rows : columns))
        var result = [Double](repeating: 0, count: transposed ? columns : rows)
        storage.withUnsafeBufferPointer { numbers in
            guard var row = numbers.baseAddress else { return }
            for index in 0..<rows {
                if transposed {
                    Vector.add(columns, vector[index], row, to: &result)
                } else {
                    result[index] = Vector.dot(columns, row, vector)
                }
                row += columns
            }
        }
        return result
    }
}
