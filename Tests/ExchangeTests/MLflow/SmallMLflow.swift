import Foundation
import JSON
import Synchronization
import TestSupport

/// The few calls of MLflow's REST API that an export makes, over real HTTP and in memory.
final class SmallMLflow: Sendable {
    private let memory: Memory
    let server: LoopbackServer

    init() throws {
        let memory = Memory()
        server = try LoopbackServer { memory.answer($0) }
        self.memory = memory
    }

    var runs: [[String: JSON]] { memory.state.withLock { $0.runs } }
    var batches: [JSON] { memory.state.withLock { $0.batches } }
    var experiments: [String] { memory.state.withLock { $0.experiments } }
    var calls: [String] { server.requests.map { Memory.call(of: $0) } }

    /// Gives these answers before any work is done, the first one first.
    func interrupt(with answers: [LoopbackAnswer]) { memory.state.withLock { $0.answers = answers } }

    /// Gives this answer to the call with this number, counted from 1 and from now.
    func refuse(call number: Int, with answer: LoopbackAnswer) {
        memory.state.withLock { $0.refusal = (number, answer) }
    }

    /// The tags of the run of a trial.
    func tags(of trial: String) -> [String: String]? {
        runs.map(Memory.tags).first { $0["stepsweep.trial"] == trial }
    }

    func run(of trial: String) -> [String: JSON]? { runs.first { Memory.tags($0)["stepsweep.trial"] == trial } }
}

private final class Memory: Sendable {
    struct State {
        var experiments: [String] = []
        var runs: [[String: JSON]] = []
        var batches: [JSON] = []
        var answers: [LoopbackAnswer] = []
        var refusal: (call: Int, answer: LoopbackAnswer)?
    }

    let state = Mutex(State())

    static func call(of request: LoopbackRequest) -> String {
        String(request.target.split(separator: "?")[0].dropFirst("/api/2.0/mlflow/".count))
    }

    func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
        state.withLock { state in
            if !state.answers.isEmpty { return state.answers.removeFirst() }
            if let refusal = state.refusal {
                state.refusal = refusal.call > 1 ? (refusal.call - 1, refusal.answer) : nil
                if refusal.call == 1 { return refusal.answer }
            }
            let body = (try? JSON(parsing: request.text)) ?? .null
            switch Self.call(of: request) {
            case "experiments/get-by-name":
                guard let name = request.target.split(separator: "=").last?.removingPercentEncoding,
                    let place = state.experiments.firstIndex(of: name)
                else { return Self.json(404, ["error_code": "RESOURCE_DOES_NOT_EXIST", "message": "none"]) }
                let experiment: JSON = ["experiment_id": .string("\(place)"), "lifecycle_stage": "active"]
                return Self.json(200, ["experiment": experiment])
            case "experiments/create":
                state.experiments.append(body["name"]?.string ?? "")
                return Self.json(200, ["experiment_id": .string("\(state.experiments.count - 1)")])
            case "runs/search": return Self.search(body, state)
            case "runs/create":
                let id: JSON = .string("run\(state.runs.count)")
                let own: [String: JSON] = ["id": id, "status": "RUNNING"]
                state.runs.append(own.merging(body.object ?? [:]) { first, _ in first })
                return Self.json(200, ["run": ["info": ["run_id": id]]])
            case let call: return Self.change(call, body, &state)
            }
        }
    }

    /// Two runs a page.
    private static func search(_ body: JSON, _ state: State) -> LoopbackAnswer {
        let start = body["page_token"]?.string.flatMap { Int($0) } ?? 0
        let page = state.runs.dropFirst(start).prefix(2).map { run -> JSON in
            ["info": ["run_id": run["id"] ?? .null], "data": ["tags": run["tags"] ?? []]]
        }
        var answer: [String: JSON] = ["runs": .array(page)]
        if start + 2 < state.runs.count { answer["next_page_token"] = .string("\(start + 2)") }
        return json(200, .object(answer))
    }

    private static func change(_ call: String, _ body: JSON, _ state: inout State) -> LoopbackAnswer {
        guard let place = state.runs.firstIndex(where: { $0["id"] == body["run_id"] }) else {
            return json(404, ["error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no such run"])
        }
        switch call {
        case "runs/log-batch":
            state.batches.append(body)
            for tag in body["tags"]?.array ?? [] { set(tag, &state.runs[place]) }
        case "runs/set-tag": set(body, &state.runs[place])
        case "runs/update":
            state.runs[place]["status"] = body["status"]
            state.runs[place]["end_time"] = body["end_time"]
        default: return json(404, ["error_code": "ENDPOINT_NOT_FOUND", "message": "no such call"])
        }
        return json(200, [:])
    }

    private static func set(_ tag: JSON, _ run: inout [String: JSON]) {
        let others = (run["tags"]?.array ?? []).filter { $0["key"] != tag["key"] }
        run["tags"] = .array(others + [["key": tag["key"] ?? "", "value": tag["value"] ?? ""]])
    }

    static func tags(_ run: [String: JSON]) -> [String: String] {
        let pairs = (run["tags"]?.array ?? []).compactMap { tag in
            tag["key"]?.string.flatMap { key in tag["value"]?.string.map { (key, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    static func json(_ status: Int, _ document: JSON) -> LoopbackAnswer { .text(status, document.text()) }
}
