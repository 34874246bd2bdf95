import Foundation

/// Which BLAS answers behind `libblas.so.3`, found at run time, as any BLAS may have been put there.
public struct BLASLibrary: Sendable, Equatable {
    /// `OpenBLAS`, or `reference` where none of OpenBLAS's own functions is found.
    public let name: String
    /// The processor type whose kernels OpenBLAS chose, such as `Zen`. Last bits of results depend on it.
    public let core: String?
    /// OpenBLAS's version and build options.
    public let configuration: String?
    /// Threads a call may use.
    public let threads: Int?

    /// Whether this is netlib's reference build (or an unknown one): some 50 times slower than OpenBLAS.
    public var isReference: Bool { name == "reference" }

    /// One line for provenance: `OpenBLAS 0.3.21 …, core Zen, 1 thread`.
    public var summary: String {
        var parts = [configuration ?? name]
        if let core { parts.append("core \(core)") }
        if let threads { parts.append(threads == 1 ? "1 thread" : "\(threads) threads") }
        return parts.joined(separator: ", ")
    }

    /// The library that this process is linked with.
    public static func identify() -> BLASLibrary {
        guard let core = text("openblas_get_corename") else {
            return BLASLibrary(name: "reference", core: nil, configuration: nil, threads: nil)
        }
        typealias Count = @convention(c) () -> Int32
        let threads = symbol("openblas_get_num_threads").map { unsafeBitCast($0, to: Count.self)() }
        let configuration = text("openblas_get_config")?.split(separator: " ").joined(separator: " ")
        return BLASLibrary(name: "OpenBLAS", core: core, configuration: configuration, threads: threads.map(Int.init))
    }

    /// Lets each BLAS call use `count` threads, where the library can be told. Trials that run side by side use 1.
    public static func setThreads(_ count: Int) {
        typealias Setter = @convention(c) (Int32) -> Void
        guard let address = symbol("openblas_set_num_threads") else { return }
        unsafeBitCast(address, to: Setter.self)(Int32(clamping: max(1, count)))
    }

    /// Sets one thread, the first time it is read.
    static let useOneThread: Void = setThreads(1)

    private static func text(_ function: String) -> String? {
        typealias Getter = @convention(c) () -> UnsafePointer<CChar>?
        guard let address = symbol(function), let text = unsafeBitCast(address, to: Getter.self)() else { return nil }
        return String(cString: text)
    }

    /// The address of a function in this process, whichever library brought it.
    private static func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(dlopen(nil, RTLD_NOW), name) }
}
