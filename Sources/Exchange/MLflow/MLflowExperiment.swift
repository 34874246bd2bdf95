internal import JSON

/// An experiment of a server, and what it already has of a sweep.
struct MLflowExperiment {
    private let client: MLflowClient
    let id: String

    /// A run that the server has.
    struct KnownRun {
        let id: String
        /// Of what was sent; `nil` where it was not sent whole.
        let digest: String?
    }

    /// Finds the experiment of this name, or makes it.
    init(named name: String, on client: MLflowClient) async throws {
        self.client = client
        let call = "experiments/get-by-name"
        if let found = try await client.get(call, ["experiment_name": name])?["experiment"] {
            guard found["lifecycle_stage"]?.string != "deleted" else {
                throw ExchangeError.refused(
                    server: client.server.address, call: call, status: 200,
                    message: "the experiment `\(name)` was deleted there; restore it, or name another with --experiment"
                )
            }
            id = try Self.text(found, "experiment_id", call, client)
            return
        }
        let made = try await client.post("experiments/create", ["name": .string(name)], mayRepeat: false)
        id = try Self.text(made, "experiment_id", "experiments/create", client)
    }

    /// The runs that earlier exports of the sweep made, by trial.
    func runs(ofSweep sweep: String) async throws -> [String: KnownRun] {
        var runs: [String: KnownRun] = [:]
        var page: JSON = .null
        repeat {
            var request: [String: JSON] = [
                "experiment_ids": [.string(id)], "max_results": .integer(MLflowLimits.searchPage),
                "filter": .string("tags.`\(MLflowRun.sweepTag)` = '\(sweep)'"),
            ]
            if page != .null { request["page_token"] = page }
            let answer = try await client.post("runs/search", .object(request))
            for run in answer["runs"]?.array ?? [] {
                let tags = Self.tags(run)
                guard let trial = tags[MLflowRun.trialTag], let id = run["info"]?["run_id"]?.string else { continue }
                runs[trial] = KnownRun(id: id, digest: tags[MLflowRun.digestTag])
            }
            page = answer["next_page_token"] ?? .null
        } while page.string.map { !$0.isEmpty } ?? false
        return runs
    }

    /// Makes the run, or goes on with one that is there, and marks it whole at the end.
    func send(_ run: MLflowRun, of sweep: String, as known: KnownRun?, digest: String) async throws {
        let id: String
        if let known {
            id = known.id
        } else {
            id = try await create(run, of: sweep)
        }
        for batch in MLflowBatch.batches(of: run) {
            _ = try await client.post("runs/log-batch", batch.request(for: id))
        }
        _ = try await client.post(
            "runs/update",
            ["run_id": .string(id), "status": .string(run.status), "end_time": .integer(run.endTime)])
        _ = try await client.post(
            "runs/set-tag",
            ["run_id": .string(id), "key": .string(MLflowRun.digestTag), "value": .string(digest)])
    }

    private func create(_ run: MLflowRun, of sweep: String) async throws -> String {
        let tags = [(MLflowRun.trialTag, run.trial), (MLflowRun.sweepTag, sweep), ("mlflow.source.name", "stepsweep")]
        let made = try await client.post(
            "runs/create",
            [
                "experiment_id": .string(id), "run_name": .string(run.name), "start_time": .integer(run.startTime),
                "tags": .array(tags.map { MLflowRun.json((key: $0, value: $1)) }),
            ], mayRepeat: false)
        return try Self.text(made["run"]?["info"] ?? .null, "run_id", "runs/create", client)
    }

    private static func tags(_ run: JSON) -> [String: String] {
        let pairs = (run["data"]?["tags"]?.array ?? []).compactMap { tag in
            tag["key"]?.string.flatMap { key in tag["value"]?.string.map { (key, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func text(_ value: JSON, _ name: String, _ call: String, _ client: MLflowClient) throws -> String {
        guard let text = value[name]?.string else {
            throw ExchangeError.notMLflow(server: client.server.address, call: call, status: 200)
        }
        return text
    }
}
