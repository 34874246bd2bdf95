import Testing

@testable import TrainingCore

@Suite struct LinearTests {
    @Test("A matrix refuses a storage of another length and sides that BLAS can't count")
    func shapes() {
        #expect(Matrix<Double>(rows: 2, columns: 3, storage: [1, 2, 3]) == nil)
        #expect(Matrix<Double>(rows: -1, columns: 0, storage: []) == nil)
        #expect(Matrix<Float>(zeros: 1 << 40, 0) == nil)
        #expect(Matrix<Float>(zeros: 2, 2)?.storage == [0, 0, 0, 0])
    }

    @Test("Products agree with the schoolbook in both precisions")
    func products() {
        let left = matrix([[1, 2, 3], [4, 5, 6]])
        let right = matrix([[1, 0], [0, 1], [2, -1]])
        #expect(left.product(right) == matrix([[7, -1], [16, -1]]))
        #expect(left.gram == matrix([[17, 22, 27], [22, 29, 36], [27, 36, 45]]))
        #expect(left.outerGram == matrix([[14, 32], [32, 77]]))
        #expect(left.product([1, 1, 1]) == [6, 15])
        #expect(left.product([1, 1], transposed: true) == [5, 7, 9])
        let single: Matrix<Float> = left.converted()
        #expect(single.product(right.converted()).storage == [7, -1, 16, -1])
    }

    @Test("Eigenvectors put a symmetric matrix together again")
    func eigen() throws {
        let symmetric = matrix([[4, 1, 0], [1, 3, -1], [0, -1, 2]])
        let eigen = try #require(SymmetricEigen(symmetric))
        #expect(eigen.values == eigen.values.sorted())
        for row in 0..<3 {
            for column in 0..<3 {
                let sum = (0..<3).reduce(0.0) {
                    $0 + eigen.values[$1] * eigen.vectors[$1, row] * eigen.vectors[$1, column]
                }
                #expect(abs(sum - symmetric[row, column]) < 1e-12)
            }
        }
    }

    @Test("A BLAS other than OpenBLAS is known by its file")
    func libraryFiles() {
        let names = [
            "/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0", "/usr/lib64/libcblas.so.3",
            "/opt/intel/mkl/lib/libmkl_rt.so.2", "/usr/lib/x86_64-linux-gnu/blis-openmp/libblas.so.4",
            "/opt/own/libfast.so",
        ].map(BLASLibrary.name(ofFile:))
        #expect(names == ["reference", "reference", "MKL", "BLIS", "libfast.so"])
        #expect(BLASLibrary.name(ofFile: nil) == "unknown")
    }

    @Test("The BLAS behind the program is named")
    func library() {
        BLASLibrary.setThreads(1)
        let library = BLASLibrary.identify()
        #expect(!library.summary.isEmpty)
        if library.name == "OpenBLAS" {
            #expect(library.threads == 1)
            #expect(library.summary.hasSuffix(", 1 thread"))
        }
    }
}
