internal import Foundation
internal import JSON
internal import SweepModel

/// Answers requests. It knows no network: `ModelServer` brings it what came in.
struct ServerDesk: Sendable {
    let state: ServingState
    let metrics: ServerMetrics
    let traffic: TrafficWriter
    /// `nil` lets everybody in.
    let token: BearerToken?
    /// Seconds since 1970.
    let clock: @Sendable () -> Double
    let shadows = ShadowRoom()

    func answer(_ request: ServerRequest) async -> ServerAnswer {
        let route = Self.route(of: request.path)
        let answer: ServerAnswer
        do throws(RequestProblem) {
            answer = try await self.answered(request)
        } catch {
            answer = error.answer
        }
        metrics.count(route, status: answer.status)
        return answer
    }

    private static func route(of path: String) -> ServerMetrics.Route {
        switch path {
        case "/predict": .predict
        case "/outcome": .outcome
        default: .other
        }
    }

    private static let paths = [
        "/predict": "POST", "/outcome": "POST", "/healthz": "GET", "/readyz": "GET", "/metrics": "GET",
        "/openapi.json": "GET", "/document": "GET",
    ]

    private func answered(_ request: ServerRequest) async throws(RequestProblem) -> ServerAnswer {
        guard let method = Self.paths[request.path] else {
            throw RequestProblem(
                404, "path", "there is no such path", received: RequestProblem.excerpt(request.path),
                allowed: Self.paths.keys.sorted().joined(separator: ", "), fix: "GET /openapi.json describes them")
        }
        guard request.method == method || (method == "GET" && request.method == "HEAD") else {
            throw RequestProblem(
                405, "method", "the path is asked in another way", received: RequestProblem.excerpt(request.method),
                allowed: method, fix: "send it as \(method)", headers: ["Allow": method])
        }
        // Whoever watches over the server needs no secret for that.
        if request.path == "/healthz" { return ServerAnswer(200, json: ["status": "alive"]) }
        if request.path == "/readyz" { return readiness }
        try check(request.authorization)
        switch request.path {
        case "/predict": return try await predict(request)
        case "/outcome": return try await outcome(request)
        case "/metrics":
            let text = MetricsText(metrics, traffic.queue.figures, state.now).text
            return ServerAnswer(200, Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        case "/document": return try document()
        default: return ServerAnswer(200, json: OpenAPIDocument.json)
        }
    }

    private func check(_ authorization: String?) throws(RequestProblem) {
        guard let token, !token.admits(authorization) else { return }
        throw RequestProblem(
            401, "Authorization", "the token is missing or wrong",
            received: authorization == nil ? "no such header" : "another token",
            fix: "send the header `Authorization: Bearer TOKEN` with the token of the server's --token-file",
            headers: ["WWW-Authenticate": "Bearer"])
    }

    /// 503 while there is nothing to answer with, or the server ends. Trouble with storing what was seen is told and keeps nobody away:
    /// predictions go on.
    private var readiness: ServerAnswer {
        let snapshot = state.now
        var problems: [JSON] = []
        if snapshot.isDraining { problems.append("the server ends") }
        if let problem = snapshot.problem { problems.append(.string(problem)) }
        let figures = traffic.queue.figures
        if let problem = figures.problem { problems.append(.string("traffic can't be stored: \(problem)")) }
        let isReady = snapshot.plan != nil && !snapshot.isDraining
        return ServerAnswer(
            isReady ? 200 : 503,
            json: [
                "ready": .bool(isReady), "problems": .array(problems),
                "revision": snapshot.plan.map { .integer($0.document.revision) } ?? .null,
                "test": (snapshot.plan?.document.test).map(JSON.string) ?? .null,
                "lostExposures": .integer(figures.lostExposures),
            ])
    }

    private func document() throws(RequestProblem) -> ServerAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let plan = state.now.plan, let bytes = try? encoder.encode(plan.document) else { throw Self.notReady }
        return ServerAnswer(200, Array(bytes))
    }

    static let notReady = RequestProblem(
        503, "server", "there is no model yet", fix: "promote a model, then try again", headers: ["Retry-After": "1"])
}
