import ObjectStore
import SweepModel
import TestSupport
import Testing

@testable import SweepEngines

@Suite("Counting what workers say") struct ProgressTallyTests {
    private func tally() throws -> ProgressTally {
        let folder = try TemporaryFolder()
        let metric = Metric(name: "loss", goal: .minimize)
        let none = try OutcomeIndex(store: FolderStore(root: folder.path), sweep: "s-0", metric: metric)
        return ProgressTally(metric: metric, total: 4, earlier: none, retryFailed: false)
    }

    @Test("The best value comes from running trials too, and follows the goal")
    func best() throws {
        var tally = try tally()
        tally.add(.trialStarted(trial: "a"), pack: "p0")
        tally.add(.trialProgress(trial: "a", step: 1, metrics: ["loss": 2], seconds: 1), pack: "p0")
        #expect(tally.progress(elapsedSeconds: 1).best == .init(trial: "a", value: 2))
        tally.add(.trialProgress(trial: "a", step: 2, metrics: ["loss": .nan], seconds: 1), pack: "p0")
        tally.add(.trialFinished(trial: "b", failure: nil, metrics: ["loss": 1], seconds: 1), pack: "p1")
        #expect(tally.progress(elapsedSeconds: 1).best == .init(trial: "b", value: 1))
    }

    @Test("Time left is this run's pace times what is missing")
    func remaining() throws {
        var tally = try tally()
        #expect(tally.progress(elapsedSeconds: 5).remainingSeconds == nil)
        tally.add(.trialFinished(trial: "a", failure: .timeout, metrics: [:], seconds: 1), pack: "p0")
        let progress = tally.progress(elapsedSeconds: 10)
        #expect(progress.failed == 1)
        #expect(progress.remainingSeconds == 30)
    }

    @Test("When a worker ends, none of its trials runs any more")
    func end() throws {
        var tally = try tally()
        tally.add(.trialStarted(trial: "a"), pack: "p0")
        tally.add(.trialStarted(trial: "b"), pack: "p1")
        #expect(tally.progress(elapsedSeconds: 1).running == 2)
        tally.end(pack: "p0")
        #expect(tally.progress(elapsedSeconds: 1).running == 1)
    }
}
