import Decisions
import Foundation
import JSON
import ObjectStore
import Reporting
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Models and promotions on a terminal") struct RegistryScreenTests {
    private let folder: TemporaryFolder
    private let results: ResultStore
    private let registry: Registry

    init() throws {
        folder = try TemporaryFolder()
        let store = try FolderStore(root: folder.path)
        results = try ResultStore(path: folder.path + "/results.sqlite", access: .writing)
        registry = Registry(store: store)
        let outcomes: [TrialOutcome] = [
            .sample("3f2a9c1b00000000", index: 0, metrics: ["validation_accuracy": 0.98055], model: "m.safetensors"),
            .sample("77b0aa1200000000", index: 1, metrics: ["validation_accuracy": 0.9], dataDigest: nil),
        ]
        let records = outcomes.enumerated().map { index, outcome in
            OutcomeRecord(outcome: outcome, place: RecordPlace(generation: 1, part: 1, pack: "p0000", line: index + 1))
        }
        try results.merge([OutcomeObject(key: "object", records: records)], into: .sample())
        try store.put("m.safetensors", Data("model".utf8))
    }

    private func promote(_ trial: String?, as alias: ModelAlias? = nil, note: String? = nil) throws -> Promotion {
        try registry.promote(
            PromotionRequest(
                sweep: "digits-0123abcd", trial: trial, alias: alias, override: "a first try", by: "ada",
                at: 1_700_000_000, note: note),
            from: results)
    }

    @Test("A promotion tells version, evidence and alias")
    func promotion() throws {
        #expect(
            PromotionScreen(try promote(nil, as: .champion)).text(width: 90) == """
                model 1: trial 3f2a9c1b00000000 of digits-0123abcd
                  validation_accuracy 0.9806, chosen from 2 succeeded trials
                  ! evidence      no finished confirmation of digits-0123abcd: run `stepsweep confirm
                                  digits-0123abcd` (overridden)
                  ✓ data          data…, the same for sweep
                  – test rows     nobody has scored them
                  – champion      there is no champion yet
                  – verdict       the first champion needs none
                  ✓ running test  none
                champion is now model 1
                decision 1 is recorded: stepsweep decision show 1
                served from now on: revision 1 of serving/document.json

                """)
        let second = PromotionScreen(try promote("77", as: .champion)).text(width: 90)
        #expect(
            second == """
                model 2: trial 77b0aa1200000000 of digits-0123abcd
                  validation_accuracy 0.9000, chosen from 2 succeeded trials
                  from a program of yours: lineage only, no checkpoints; `predict` can't run it
                  ! evidence      no finished confirmation of digits-0123abcd: run `stepsweep confirm
                                  digits-0123abcd` (overridden)
                  ! data          the data changed: the champion, model 1, learned from data…, this one
                                  from a program's own (overridden)
                  – test rows     nobody has scored them
                  ! champion      nothing compares it with the champion, model 1: nothing is stored of its
                                  rows or folds that tells of noise (overridden)
                  ! verdict       no A/B test says that it beats model 1 in production: promote it --as
                                  challenger and run `stepsweep ab start` (overridden)
                  ✓ running test  none
                champion is now model 2 (before: model 1)
                decision 2 is recorded: stepsweep decision show 2
                model 2 is a program of yours: `stepsweep serve` must be told how it is asked

                """)
        #expect(
            PromotionScreen(try promote("3f", as: .champion)).text(width: 90).hasPrefix(
                "trial 3f2a9c1b00000000 of digits-0123abcd already is model 1\n"))
    }

    @Test("Models are listed, the latest first, with aliases and times in UTC")
    func models() throws {
        _ = try promote(nil, as: .champion, note: "the \u{1B}first")
        _ = try promote("77", as: .challenger)
        let screen = ModelsScreen(versions: try registry.versions(), aliases: try registry.aliases())
        #expect(
            screen.text(width: 140) == """
                model  alias       sweep            trial     metric                value  best of  created (UTC)     by   note
                    2  challenger  digits-0123abcd  77b0aa12  validation_accuracy  0.9000        2  2023-11-14 22:13  ada
                    1  champion    digits-0123abcd  3f2a9c1b  validation_accuracy  0.9806        2  2023-11-14 22:13  ada  the \\x1bfirst

                """)
        #expect(
            screen.text(width: 70) == """
                model  alias       sweep            trial     metric             value
                    2  challenger  digits-0123abcd  77b0aa12  validation_accu…  0.9000
                    1  champion    digits-0123abcd  3f2a9c1b  validation_accu…  0.9806

                no room for best of, created (UTC), by, note; see --json

                """)
    }

    @Test("An empty registry says how to fill it")
    func empty() {
        #expect(
            ModelsScreen(versions: [], aliases: [:]).text(width: 80)
                == "no model versions yet; `stepsweep promote SWEEP --as challenger` makes the first\n")
    }
}
