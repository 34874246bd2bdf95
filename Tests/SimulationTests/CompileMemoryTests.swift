import Foundation
import JSON
import SweepCompiler
import SweepModel
import Testing

/// The process's resident set in MiB, as Linux counts it.
private func residentMiB() throws -> Double {
    let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return (pages.count > 1 ? Double(pages[1]) ?? 0 : 0) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
}

@Suite("Compiling many packs") struct CompileMemoryTests {
    /// Walks all packs of a sweep of ten trials each, and says by how much the process grew at most.
    private func growth(packs: Int) throws -> (compileMiB: Double, walkMiB: Double, seconds: Double) {
        let before = try residentMiB()
        let begun = Date()
        let space = try SearchSpace(parameters: [
            Parameter(path: ["x"], values: .integers(first: 0, step: 1, count: packs * 10))
        ])
        let experiment = Experiment(
            name: "many", metric: Metric(name: "loss"), space: space,
            work: .command(CommandTemplate(program: "train.py")), packs: PackPolicy(size: 10),
            budget: Budget(maxTrials: packs * 10))
        let compilation = try SweepCompiler.compile(experiment, inputs: PlanInputs(workerVersion: "1.0"))
        let sweep = try #require(compilation.launchable)
        let compiled = try residentMiB()
        var (bytes, written, highest) = (0, 0, compiled)
        for pack in sweep.packs {
            bytes += pack.json.bytes().count
            written += 1
            if written.isMultiple(of: 500) { highest = max(highest, try residentMiB()) }
        }
        #expect(bytes > packs * 100)
        return (compiled - before, highest - compiled, Date().timeIntervalSince(begun))
    }

    @Test("takes memory for a manifest, never for the trials")
    func memory() throws {
        _ = try growth(packs: 100)
        let many = try growth(packs: 10_000)
        print(
            "compiled 10,000 packs of 10 trials: the process grew by \(many.compileMiB) MiB, then by at most \(many.walkMiB) MiB "
                + "while every pack document was written; \(Int(many.seconds)) s in a debug build")
        // 100,000 trials as documents are some 30 MB of text, several times that as values.
        #expect(many.walkMiB < 16)
        #expect(many.compileMiB < 64)
    }
}
