import Decisions
import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing

@Suite("Promoting a trial") struct PromotionTests {
    private let board: Board
    private var registry: Registry { Registry(store: board.store) }

    init() throws {
        func trained(_ trial: String, _ index: Int, _ value: Double) -> TrialOutcome {
            .sample(
                trial, index: index, metrics: ["validation_accuracy": value],
                model: StoreKey.model("digits-0123abcd", trial: trial))
        }
        board = try Board([
            trained("aa11", 0, 0.9), trained("aa22", 1, 0.95), trained("bb33", 2, 0.8),
            .sample("cc44", index: 3, failure: .timeout),
            .sample("dd55", index: 4, metrics: ["validation_accuracy": 0.1]),
            .sample("ee66", index: 5, metrics: ["validation_accuracy": 0.2], dataDigest: nil),
        ])
        for trial in ["aa11", "aa22"] {
            try board.store.put(StoreKey.model("digits-0123abcd", trial: trial), Data("model of \(trial)".utf8))
            try board.store.put(StoreKey.modelCard("digits-0123abcd", trial: trial), Data(#"{"of": "\#(trial)"}"#.utf8))
        }
    }

    private func promote(
        _ trial: String? = nil, as alias: ModelAlias? = nil, expecting: AliasExpectation = .whatever
    ) throws -> Promotion {
        try registry.promote(
            PromotionRequest(
                sweep: "digits-0123abcd", trial: trial, alias: alias, expectation: expecting, override: "set-up",
                by: "ada",
                at: 1_700_000_000, note: "why not"), from: board.results)
    }

    @Test("The best trial becomes version 1, with lineage and a copy of its model")
    func best() throws {
        let version = try promote().version
        let digest = Digest.sha256(Data("model of aa22".utf8))
        #expect(
            version
                == ModelVersion(
                    version: 1, sweep: "digits-0123abcd", sweepName: "digits", trial: "aa22", seed: 0,
                    metric: Metric(name: "validation_accuracy", goal: .maximize), value: 0.95,
                    parameters: ["learning_rate": 0.1], metrics: ["validation_accuracy": 0.95], chosenFrom: 5,
                    dataDigest: "data", codeDigest: "code", cacheKey: "key-aa22",
                    model: ModelVersion.ModelFile(
                        key: "models/1/\(digest).safetensors", digest: digest, card: "models/1/\(digest).json"),
                    checkpoints: nil, createdAt: 1_700_000_000, createdBy: "ada", note: "why not"))
        #expect(try registry.version(named: "1") == version)
        #expect(try registry.version(named: "v1") == version)
    }

    @Test("The model outlives its sweep")
    func outlives() throws {
        let version = try promote().version
        try FileManager.default.removeItem(atPath: board.folder.path + "/sweeps")
        #expect(try registry.modelBytes(of: version) == Data("model of aa22".utf8))
        let card = try #require(version.model?.card)
        #expect(try board.store.get(card)?.bytes == Data(#"{"of": "aa22"}"#.utf8))
    }

    @Test("A trial is found by the beginning of its id; twice promoted it keeps its version")
    func again() throws {
        #expect(try promote("aa11").isNew)
        let again = try promote("aa1", as: .challenger)
        #expect(!again.isNew && again.version.version == 1)
        #expect(again.move?.to == 1)
        #expect(try promote("aa2").version.version == 2)
        #expect(try registry.versions().map(\.trial) == ["aa22", "aa11"])
    }

    @Test("An alias moves, and every move is logged")
    func aliases() throws {
        _ = try promote("aa11", as: .champion)
        let move = try promote("aa22", as: .champion).move
        #expect(
            move
                == AliasMove(
                    alias: .champion, from: 1, to: 2, movedAt: 1_700_000_000, movedBy: "ada", note: "why not",
                    decision: 2)
        )
        #expect(try promote("aa22", as: .champion).move == nil)
        #expect(try registry.version(named: "champion").version == 2)
        #expect(try registry.moves().map(\.to) == [1, 2])
        #expect(throws: DecisionError.unsetAlias("challenger")) { try registry.version(named: "challenger") }
    }

    @Test("A decision that rests on a wrong belief changes nothing", arguments: [AliasExpectation.version(7), .unset])
    func conflict(expectation: AliasExpectation) throws {
        _ = try promote("aa11", as: .champion)
        let error = try #require(throws: DecisionError.self) {
            try promote("aa22", as: .champion, expecting: expectation)
        }
        let believed = expectation == .unset ? "no version" : "version 7"
        #expect(
            "\(error)" == "champion is version 1, not \(believed): somebody moved it first; look at `stepsweep models`,"
                + " then decide again")
        #expect(error.kind == .conflict)
        #expect(try registry.versions().count == 1)
    }

    @Test("A right belief lets the alias move")
    func rightBelief() throws {
        _ = try promote("aa11", as: .champion, expecting: .unset)
        #expect(try promote("aa22", as: .champion, expecting: .version(1)).move?.from == 1)
    }

    @Test("Of two that promote at once, aliases and log agree")
    func race() async throws {
        let registry = registry
        let results = board.results
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<10 {
                group.addTask {
                    let request = PromotionRequest(
                        sweep: "digits-0123abcd", trial: index.isMultiple(of: 2) ? "aa11" : "aa22", alias: .champion,
                        override: "set-up", by: "racer \(index)", at: Double(index))
                    _ = try? registry.promote(request, from: results)
                }
            }
        }
        let moves = try registry.moves()
        #expect(try registry.versions().count == 2)
        #expect(try registry.aliases()[.champion] == moves.last?.to)
        #expect(zip(moves, moves.dropFirst()).allSatisfy { $0.to == $1.from })
    }

    static let refusals: [(String, String, DecisionError.Kind)] = [
        (
            "zz", "digits-0123abcd: no trial's id begins with `zz`; `stepsweep compare digits-0123abcd` lists them",
            .notFound
        ),
        (
            "aa", "digits-0123abcd: `aa` begins the ids of 2 trials (aa11, aa22); give more digits",
            .usage
        ),
        ("cc44", "trial cc44 failed (timeout), so it can't be promoted; choose one that succeeded", .refused),
        ("dd55", "trial dd55 can't be promoted: its model was not saved", .refused),
        (
            "bb33",
            "trial bb33 can't be promoted: its model sweeps/digits-0123abcd/models/bb33.safetensors is no longer in the"
                + " store; train the sweep again", .refused
        ),
    ]

    @Test("What can't be promoted says why, and leaves no version", arguments: refusals.indices)
    func refused(index: Int) throws {
        let (trial, message, kind) = Self.refusals[index]
        let error = try #require(throws: DecisionError.self) { try promote(trial) }
        #expect("\(error)" == message)
        #expect(error.kind == kind)
        #expect(try registry.versions().isEmpty)
    }

    @Test("A sweep without a success has nothing to promote")
    func noSuccess() throws {
        let board = try Board([.sample("aa", failure: .exitCode)])
        #expect(throws: DecisionError.noSucceededTrial(sweep: "digits-0123abcd")) {
            try Registry(store: board.store).promote(
                PromotionRequest(sweep: "digits-0123abcd", by: "ada", at: 0), from: board.results)
        }
    }

    @Test("A user's program gets a version with lineage and checkpoints, which can't predict")
    func userProgram() throws {
        let prefix = StoreKey.checkpoints("digits-0123abcd", trial: "ee66")
        try board.store.put(prefix + "last.bin", Data("weights".utf8))
        let version = try promote("ee66").version
        #expect(version.model == nil && version.checkpoints == prefix)
        let error = try #require(throws: DecisionError.self) { try registry.modelBytes(of: version) }
        #expect(
            "\(error)"
                == "model version 1 came from a program of yours: StepSweep keeps its lineage and checkpoints, but"
                + " can't run it")
    }

    @Test("A model whose bytes were changed or lost is not used", arguments: ["", "other bytes"])
    func damaged(bytes: String) throws {
        let version = try promote().version
        let key = try #require(version.model?.key)
        if bytes.isEmpty { try board.store.delete(key) } else { try board.store.put(key, Data(bytes.utf8)) }
        #expect(throws: DecisionError.damagedModel(version: 1, key: key)) { try registry.modelBytes(of: version) }
    }

    @Test("Before the first promotion the registry is empty, and no file is made")
    func empty() throws {
        #expect(try registry.versions().isEmpty && registry.aliases().isEmpty && registry.moves().isEmpty)
        #expect(throws: DecisionError.unknownVersion("3")) { try registry.version(named: "3") }
        #expect(throws: DecisionError.unknownVersion("best")) { try registry.version(named: "best") }
        #expect(!FileManager.default.fileExists(atPath: Registry.path(of: board.store)))
    }

    @Test("The JSON documents are what docs/json.md promises")
    func json() throws {
        let promotion = try promote("aa11", as: .challenger)
        let digest = Digest.sha256(Data("model of aa11".utf8))
        let model: JSON = [
            "model": 1, "sweep": "digits-0123abcd", "sweepName": "digits", "trial": "aa11", "seed": 0,
            "metric": ["name": "validation_accuracy", "goal": "maximize"], "value": 0.9,
            "parameters": ["learning_rate": 0.1], "metrics": ["validation_accuracy": 0.9], "chosenFrom": 5,
            "dataDigest": "data", "codeDigest": "code", "cacheKey": "key-aa11",
            "file": .string("models/1/\(digest).safetensors"), "digest": .string(digest),
            "card": .string("models/1/\(digest).json"), "checkpoints": nil, "createdAt": 1_700_000_000.0,
            "createdBy": "ada", "note": "why not",
        ]
        let move: JSON = [
            "alias": "challenger", "from": nil, "to": 1, "movedAt": 1_700_000_000.0, "movedBy": "ada",
            "note": "why not", "decision": 1,
        ]
        let record = try #require(promotion.record)
        #expect(
            promotion.json == [
                "schema": "stepsweep.promote", "version": 1, "model": model, "new": true, "move": move,
                "decision": record.json, "head": .string(record.digest), "serving": ["change": nil],
            ])
        #expect(
            try registry.json() == [
                "schema": "stepsweep.models", "version": 1, "models": [model], "aliases": ["challenger": 1],
                "moves": [move],
            ])
    }
}
