import AWS
import Foundation
import JSON
import ObjectStore
import Reducers
import Scoring
import StepFunctionsEngine
import SweepCompiler
import SweepEngines
import SweepModel

/// Runs a compiled scoring to its end and hands over its output.
struct ScoringRun {
    let launch: ScoringLaunch
    let shards: ShardSequence
    let store: FolderStore
    /// A file, `-` for stdout, or `nil`: the output stays in the store.
    let output: String?
    let json: Bool
    let quiet: Bool

    private var id: String { launch.compiled.id }

    /// - Throws: `CommandFailure` for a scoring that is not complete.
    func here(workers: Int?) async throws {
        var options = RunOptions()
        options.workers = workers
        let engine = LocalScoring(store: store, width: workers, worker: try options.workerPath())
        let (launch, shards, store, isQuiet) = (launch, shards, store, quiet || json)
        let id = id
        let running = Task {
            try await OwnThread.run { try launch.write(to: store, shards: shards) }
            return try await engine.run(launch) { count in
                if !isQuiet { Terminal.say("\(id): \(count) of \(launch.compiled.shards.count) shards to score") }
            }
        }
        let interruption = Interruption { running.cancel() }
        defer { withExtendedLifetime(interruption) {} }
        let verdict = try judge(await running.value)
        try hand(over: store.get(StoreKey.scoringOutput(id))?.bytes, verdict, from: store.name)
    }

    /// - Throws: as above, and the errors of `AWS`.
    func onAWS(stack name: String, client: AWSClient) async throws {
        let engine = StepFunctionsEngine(client: client, local: store)
        let stack = try await CloudStack.read(name, client)
        let isQuiet = quiet || json
        let end = try await engine.score(launch, shards: shards, on: stack) { words in
            if !isQuiet { Terminal.say(words) }
        }
        let verdict = try judge(end)
        let bytes = output == nil ? Data() : try await engine.output(of: id, on: stack)
        try hand(over: bytes, verdict, from: "s3://\(stack.target.bucket)")
    }

    private func judge(_ end: ScoringEnd) throws -> ScoringVerdict {
        switch end {
        case .judged(let verdict, _) where verdict.isComplete: return verdict
        case .judged(let verdict, let workerError):
            let lines =
                ["\(id) is not complete: \(verdict.reason)"]
                + (workerError.map { ["a worker failed: \(Terminal.firstLine($0))"] } ?? [])
            throw CommandFailure(lines.joined(separator: "\n"), .failure)
        case .aborted:
            throw CommandFailure("\(id) stopped; score the same input again: only missing shards run", .interrupted)
        case .failed(let error, let cause):
            throw CommandFailure(
                "\(id) failed: \(error): \(Terminal.firstLine(cause)); score the same input again: only missing shards run",
                .failure)
        }
    }

    private func hand(over bytes: Data?, _ verdict: ScoringVerdict, from place: String) throws {
        guard let bytes else {
            throw CommandFailure("error: \(StoreKey.scoringOutput(id)) is gone from \(place); score again", .world)
        }
        if output == "-" { return Terminal.write(String(decoding: bytes, as: UTF8.self)) }
        if let output {
            do {
                try bytes.write(to: URL(fileURLWithPath: output), options: .atomic)
            } catch {
                throw CommandFailure(
                    "error: can't write \(output): \(error.localizedDescription); name another --output; the rows stay scored",
                    .world)
            }
        }
        if json { return Terminal.write(verdict.json.text(.indented) + "\n") }
        guard !quiet else { return }
        let arms = verdict.arms.map { "\($0.name) \($0.rows.grouped)" }.joined(separator: ", ")
        Terminal.write(
            "\(id): \(verdict.rows.grouped) rows scored (\(arms))\noutput: \(output ?? "\(place)/\(StoreKey.scoringOutput(id))")\n"
        )
    }
}
