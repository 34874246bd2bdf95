import Foundation
import TestSupport

/// A built program that runs to its end, and what the kernel counted meanwhile.
struct MeasuredProgram {
    let exitCode: Int32
    /// The largest resident set, in MiB.
    let peakMiB: Double
    /// What it wrote on stderr.
    let errorOutput: String

    /// A process begins with the peak of whoever started it, so a small one starts the program and asks the kernel.
    private static let script = """
        import resource, subprocess, sys
        done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        sys.exit(done.returncode if done.returncode >= 0 else 128 - done.returncode)
        """

    init(_ program: String, _ arguments: [String], environment: [String: String?]) throws {
        let result = try run(
            "/usr/bin/env", ["python3", "-c", Self.script, productsFolder + "/" + program] + arguments,
            environment: environment)
        exitCode = result.exitCode
        errorOutput = result.errorOutput
        // Linux counts in KiB.
        peakMiB = Double(result.output.trimmingCharacters(in: .whitespacesAndNewlines)).map { $0 / 1_024 } ?? .infinity
    }
}
