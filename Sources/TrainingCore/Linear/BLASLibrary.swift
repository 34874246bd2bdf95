internal import CBLAS
internal import Foundation

/// Which BLAS answers, found at run time, as any BLAS may have been put behind `libblas.so.3` or before it.
public struct BLASLibrary: Sendable, Equatable {
    /// `OpenBLAS`, `MKL`, `BLIS`, `ATLAS`, `NVBLAS` where a GPU takes large products, `reference` for netlib's build, or the
    /// file's name.
    public let name: String
    /// The processor type whose kernels OpenBLAS chose, such as `Zen`. Last bits of results depend on it.
    public let core: String?
    /// OpenBLAS's version and build options.
    public let configuration: String?
    /// Threads a call may use.
    public let threads: Int?

    /// Whether this is netlib's reference build: some 50 times slower than OpenBLAS.
    public var isReference: Bool { name == "reference" }

    /// One line for provenance: `OpenBLAS 0.3.21 …, core Zen, 1 thread`.
    public var summary: String {
        var parts = [configuration ?? name]
        if let core { parts.append("core \(core)") }
        if let threads { parts.append(threads == 1 ? "1 thread" : "\(threads) threads") }
        return parts.joined(separator: ", ")
    }

    /// Opens the library.
    ///
    /// - Throws: `BLASMissing`.
    public static func require() throws(BLASMissing) {
        guard blas_is_here() != 0 else { throw BLASMissing() }
    }

    /// The library that this process computes with.
    public static func identify() -> BLASLibrary {
        let name = name(ofFile: file)
        // LAPACK may bring OpenBLAS although netlib's build answers BLAS.
        guard name != "reference", let core = text("openblas_get_corename") else {
            return BLASLibrary(name: name, core: nil, configuration: nil, threads: nil)
        }
        typealias Count = @convention(c) () -> Int32
        let threads = symbol("openblas_get_num_threads").map { unsafeBitCast($0, to: Count.self)() }
        let configuration = text("openblas_get_config")?.split(separator: " ").joined(separator: " ")
        let isBehindNVBLAS = name == "NVBLAS"
        return BLASLibrary(
            name: isBehindNVBLAS ? name : "OpenBLAS", core: core,
            configuration: isBehindNVBLAS ? "NVBLAS before \(configuration ?? "OpenBLAS")" : configuration,
            threads: threads.map(Int.init))
    }

    /// Lets each BLAS call use `count` threads, where the library can be told. Trials that run side by side use 1.
    public static func setThreads(_ count: Int) {
        typealias Setter = @convention(c) (Int32) -> Void
        guard let address = symbol("openblas_set_num_threads") else { return }
        unsafeBitCast(address, to: Setter.self)(Int32(clamping: max(1, count)))
    }

    /// Sets one thread, the first time it is read.
    static let useOneThread: Void = setThreads(1)

    /// The file whose code answers `dgemm`, links followed: the kernel's table of mappings knows it.
    private static var file: String? {
        guard let product = symbol("dgemm_"),
            // In one go only the first page would come.
            let bytes = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
        else { return nil }
        let address = UInt(bitPattern: product)
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: " ", maxSplits: 5)
            let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard bounds.count == 2, fields.count == 6, (bounds[0]..<bounds[1]).contains(address) else { continue }
            return fields[5].trimmingCharacters(in: .whitespaces)
        }
        return nil
    }

    /// Vendors are known by their files' paths; netlib's build is called plainly `libblas`.
    static func name(ofFile path: String?) -> String {
        guard let path else { return "unknown" }
        let vendors = [
            ("nvblas", "NVBLAS"), ("mkl", "MKL"), ("blis", "BLIS"), ("atlas", "ATLAS"), ("openblas", "OpenBLAS"),
        ]
        if let vendor = vendors.first(where: { path.lowercased().contains($0.0) }) { return vendor.1 }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasPrefix("libblas.") || file.hasPrefix("libcblas.") ? "reference" : file
    }

    private static func text(_ function: String) -> String? {
        typealias Getter = @convention(c) () -> UnsafePointer<CChar>?
        guard let address = symbol(function), let text = unsafeBitCast(address, to: Getter.self)() else { return nil }
        return String(cString: text)
    }

    /// The address of a function in this process, whichever library brought it.
    private static func symbol(_ name: String) -> UnsafeMutableRawPointer? { blas_symbol(name) }
}
