import Foundation
import JSON
import StatesInterpreter
import SweepCompiler
import SweepModel
import Synchronization
import Testing

/// Batch as an account sees it: 50 submissions in each second, the rest is throttled.
private final class ThrottlingBatch: TaskRunner {
    struct Counts: Sendable {
        var accepted: [Int: Int] = [:]
        var asked: [Int: Int] = [:]
        var throttled = 0
        var failed = 0
    }

    let time: VirtualTime
    private let counts = Mutex(Counts())
    private let jobSeconds: Double

    init(time: VirtualTime, jobSeconds: Double) {
        self.time = time
        self.jobSeconds = jobSeconds
    }

    var result: Counts { counts.withLock { $0 } }

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        guard request.resource.contains("batch") else { return ["StatusCode": 200, "Payload": ["enough": true]] }
        let now = time.seconds
        let isAccepted = counts.withLock { counts in
            counts.asked[Int(now), default: 0] += 1
            guard counts.accepted[Int(now), default: 0] < 50 else {
                counts.throttled += 1
                return false
            }
            counts.accepted[Int(now), default: 0] += 1
            return true
        }
        guard isAccepted else { throw TaskFailure(error: "Batch.ServerException", cause: "Too Many Requests") }
        do { try await time.sleep(jobSeconds) } catch {
            throw TaskFailure(error: "States.TaskFailed", cause: "cancelled")
        }
        return ["JobId": "j", "Status": "SUCCEEDED"]
    }
}

@Suite("Submission of many packs under the account's rate")
struct SubmissionSimulation {
    private static let packs =
        ProcessInfo.processInfo.environment["SIMULATION_PACKS"].flatMap(Int.init) ?? 1_000

    @Test("retries with jitter until every pack was accepted")
    func throttled() async throws {
        let space = try SearchSpace(parameters: [
            Parameter(path: ["x"], values: .integers(first: 0, step: 1, count: Self.packs))
        ])
        let experiment = Experiment(
            name: "many", metric: Metric(name: "loss"), space: space,
            work: .command(CommandTemplate(program: "train.py")), compute: Compute(concurrency: Self.packs),
            packs: PackPolicy(size: 1), budget: Budget(maxTrials: Self.packs))
        let compilation = try SweepCompiler.compile(experiment, inputs: PlanInputs(workerVersion: "1.0"))
        let sweep = try #require(compilation.launchable)
        let price = try #require(compilation.plan.price(with: .builtIn()))
        let time = VirtualTime()
        let batch = ThrottlingBatch(time: time, jobSeconds: 240)
        let journal = MemoryJournal()
        let bits = SharedChance(seed: 1)
        let interpreter = try Interpreter(
            machine: sweep.machine, taskRunner: batch, objects: ManifestOnly(manifest: sweep.manifest.manifest),
            journal: journal, clock: time, randomBits: { bits.next() })
        let input = try ExecutionInput(
            sweep: sweep.sweep, plan: compilation.plan, run: 1, packs: sweep.manifest, target: .local(folder: "/store"))
        let result = try await time.run {
            try await interpreter.run(
                input: input.json, as: ExecutionIdentity(name: "run-1", stateMachineName: sweep.sweep))
        }
        #expect(result.status == "SUCCEEDED")
        let counts = batch.result
        let failed = journal.events.count { $0.type.rawValue == "PassStateEntered" }
        print(
            "\(Self.packs) packs: accepted at most \(counts.accepted.values.max() ?? 0) a second, asked at most "
                + "\(counts.asked.values.max() ?? 0) a second, \(counts.throttled) retries, last accepted after "
                + "\(counts.accepted.keys.max() ?? 0) s (the plan: \(price.submission.seconds) s or more), ended after "
                + "\(Int(time.seconds)) s, \(failed) packs failed")
        #expect(failed == 0)
        #expect(counts.accepted.values.reduce(0, +) == Self.packs)
        #expect(Double(counts.accepted.keys.max() ?? 0) >= price.submission.seconds - 2)
    }
}
