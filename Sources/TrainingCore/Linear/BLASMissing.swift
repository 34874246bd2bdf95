/// Nothing can be trained or predicted here: the library that computes is not installed.
public struct BLASMissing: Error, Sendable, Equatable, CustomStringConvertible {
    public let description =
        "the built-in trainers compute with BLAS and LAPACK, and neither libblas.so.3 with liblapack.so.3 nor "
        + "libopenblas.so.0 can be opened, or not what STEPSWEEP_BLAS names; install OpenBLAS (Debian and Ubuntu: "
        + "libopenblas0-pthread)"
}
