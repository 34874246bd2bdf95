import JSON
import SweepModel
import Synchronization
import TestSupport
import Testing

@testable import Exchange

@Suite("An export to MLflow") struct MLflowExportTests {
    let mlflow: SmallMLflow
    let shelf: Shelf

    init() throws {
        mlflow = try SmallMLflow()
        shelf = try Shelf.four()
    }

    @discardableResult
    private func export(_ variables: [String: String] = [:], experiment: String? = nil) async throws
        -> MLflowExport.Result
    {
        let server = try MLflowServer(address: mlflow.server.url + "/", variables: variables)
        return try await MLflowExport(
            shelf.exported, to: server, experiment: experiment, pauseSeconds: { _ in 0 }
        ).run { _ in }
    }

    @Test("Every trial becomes a run of the sweep's experiment, with its state and its times")
    func runs() async throws {
        let result = try await export()
        #expect(
            result
                == MLflowExport.Result(
                    experiment: "digits", experimentID: "0", created: 4, updated: 0, unchanged: 0))
        #expect(mlflow.experiments == ["digits"])
        let run = try #require(mlflow.run(of: "aaaa0002"))
        #expect(run["run_name"] == "aaaa0002 seed 1")
        #expect(run["status"] == "FINISHED")
        #expect(run["start_time"] == 1_700_000_001_000)
        #expect(run["end_time"] == 1_700_000_003_000)
        #expect(mlflow.run(of: "aaaa0003")?["status"] == "FAILED")
        #expect(mlflow.run(of: "aaaa0003")?["end_time"] == 1_700_000_003_500)
        let tags = try #require(mlflow.tags(of: "aaaa0003"))
        #expect(tags["stepsweep.sweep"] == "digits-0123abcd")
        #expect(tags["stepsweep.reason"] == "diverged")
        #expect(tags["stepsweep.data_digest"] == "data")
    }

    @Test("A curve's points stand at the trial's start, the final value at its end and last step")
    func metrics() async throws {
        try await export()
        let id = mlflow.run(of: "aaaa0001")?["id"]
        let batch = try #require(mlflow.batches.first { $0["run_id"] == id })
        let metrics = (batch["metrics"]?.array ?? []).filter { $0["key"] == "validation_accuracy" }
        #expect(
            metrics == [
                ["key": "validation_accuracy", "value": 0.5, "timestamp": 1_700_000_000_000, "step": 1],
                ["key": "validation_accuracy", "value": 0.9, "timestamp": 1_700_000_000_000, "step": 3],
                ["key": "validation_accuracy", "value": 0.9, "timestamp": 1_700_000_002_000, "step": 3],
            ])
        #expect(
            (batch["params"]?.array ?? []).map { ($0["key"]?.string ?? "") + "=" + ($0["value"]?.string ?? "") } == [
                "epochs=30", "hidden=[64,64]", "learning_rate=0.1", "optimizer.name=sgd", "seed=0",
            ])
    }

    @Test("A second export changes nothing, page by page")
    func idempotent() async throws {
        try await export()
        let result = try await export()
        #expect(result.created == 0 && result.updated == 0 && result.unchanged == 4)
        #expect(mlflow.runs.count == 4)
        #expect(mlflow.experiments == ["digits"])
    }

    @Test("A trial that ended otherwise meanwhile updates its run, and a new one gets its own")
    func completed() async throws {
        try await export()
        try shelf.add(
            [
                .sample("aaaa0003", index: 2, metrics: ["validation_accuracy": 0.99], generation: 2),
                .sample("aaaa0005", index: 4, metrics: ["validation_accuracy": 0.5], generation: 2),
            ], generation: 2)
        let result = try await export()
        #expect(result.created == 1 && result.updated == 1 && result.unchanged == 3)
        #expect(mlflow.runs.count == 5)
        #expect(mlflow.run(of: "aaaa0003")?["status"] == "FINISHED")
    }

    @Test("A run that an interrupted export left half is completed, not made again")
    func interrupted() async throws {
        let refusal = LoopbackAnswer.text(400, #"{"error_code": "INVALID_PARAMETER_VALUE", "message": "no more"}"#)
        let first = try Shelf([.sample("aaaa0001", metrics: ["validation_accuracy": 0.9])])
        let server = try MLflowServer(address: mlflow.server.url, variables: [:])
        // The calls of one run: experiment, experiment, search, create; then its batch is refused.
        mlflow.refuse(call: 5, with: refusal)
        let error = await #expect(throws: ExchangeError.self) {
            try await MLflowExport(first.exported, to: server).run { _ in }
        }
        #expect(error?.description.contains("runs/log-batch with 400: INVALID_PARAMETER_VALUE: no more") == true)
        #expect(mlflow.run(of: "aaaa0001")?["status"] == "RUNNING")
        let result = try await MLflowExport(first.exported, to: server).run { _ in }
        #expect(result.created == 0 && result.updated == 1)
        #expect(mlflow.runs.count == 1)
        #expect(mlflow.run(of: "aaaa0001")?["status"] == "FINISHED")
    }

    @Test("A server that is busy or broken for a moment is asked again")
    func busy() async throws {
        let broken = LoopbackAnswer.text(502, "<html>")
        mlflow.interrupt(with: [.text(503, "busy"), broken, .text(429, "slow")])
        #expect(try await export().created == 4)
        mlflow.interrupt(with: [broken, broken, broken, broken])
        await #expect(throws: ExchangeError.self) { try await export() }
    }

    @Test("Credentials come from MLflow's own variables: name and password before a token")
    func credentials() async throws {
        try await export(["MLFLOW_TRACKING_TOKEN": "secret"])
        #expect(mlflow.server.requests.allSatisfy { $0.headers["authorization"] == "Bearer secret" })
        let before = mlflow.server.requests.count
        try await export([
            "MLFLOW_TRACKING_TOKEN": "secret", "MLFLOW_TRACKING_USERNAME": "ada",
            "MLFLOW_TRACKING_PASSWORD": "pass:word",
        ])
        // `ada:pass:word` in base64.
        #expect(
            mlflow.server.requests.dropFirst(before).allSatisfy {
                $0.headers["authorization"] == "Basic YWRhOnBhc3M6d29yZA=="
            })
    }

    @Test("A server that refuses to let us in is told apart from one that was shown no credentials")
    func unauthorised() async throws {
        mlflow.interrupt(with: [.text(401, "no"), .text(403, "no")])
        let none = await #expect(throws: ExchangeError.self) { try await export() }
        #expect(none?.description.contains("it wants credentials; set MLFLOW_TRACKING_TOKEN") == true)
        let wrong = await #expect(throws: ExchangeError.self) { try await export(["MLFLOW_TRACKING_TOKEN": "secret"]) }
        #expect(wrong?.description.contains("does not accept the credentials") == true)
        #expect(wrong?.description.contains("secret") == false)
    }

    @Test("A server that is none of MLflow's is called that, and a redirect is not followed")
    func otherServer() async throws {
        for answer in [
            LoopbackAnswer.text(200, "<html>hello</html>"), .text(404, "nothing here"), .text(200, "[]"),
            .respond(302, headers: ["Location": mlflow.server.url + "/elsewhere"]),
        ] {
            mlflow.interrupt(with: [answer])
            let error = await #expect(throws: ExchangeError.self) { try await export() }
            #expect(error?.description.contains("none of MLflow's") == true, "\(String(describing: error))")
        }
        #expect(!mlflow.server.requests.contains { $0.target == "/elsewhere" })
    }

    @Test("Nobody there is told with what to do")
    func nobody() async throws {
        let server = try MLflowServer(address: "http://127.0.0.1:1", variables: [:])
        let error = await #expect(throws: ExchangeError.self) {
            try await MLflowExport(shelf.exported, to: server).run { _ in }
        }
        #expect(error?.description.contains("mlflow server --port 5000") == true, "\(String(describing: error))")
    }

    @Test("An experiment that was deleted there is told")
    func deletedExperiment() async throws {
        mlflow.interrupt(with: [
            .text(200, #"{"experiment": {"experiment_id": "7", "lifecycle_stage": "deleted"}}"#)
        ])
        let error = await #expect(throws: ExchangeError.self) { try await export(experiment: "old") }
        #expect(error?.description.contains("`old` was deleted there") == true)
    }

    @Test("Progress counts every trial")
    func progress() async throws {
        let seen = Mutex<[Int]>([])
        let server = try MLflowServer(address: mlflow.server.url, variables: [:])
        _ = try await MLflowExport(shelf.exported, to: server).run { done in seen.withLock { $0.append(done) } }
        #expect(seen.withLock { $0 } == [1, 2, 3, 4])
    }
}
