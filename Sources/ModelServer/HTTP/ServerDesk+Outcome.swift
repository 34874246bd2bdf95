internal import JSON
internal import ResultStore
internal import SweepModel

extension ServerDesk {
    /// `POST /outcome`: answered once the disk has it.
    func outcome(_ request: ServerRequest) async throws(RequestProblem) -> ServerAnswer {
        let type = (request.contentType ?? "application/json").prefix { $0 != ";" }.lowercased()
        guard ["application/json", "application/x-www-form-urlencoded"].contains(type) else {
            throw RequestProblem(
                415, "Content-Type", "this kind of body can't be read", received: RequestProblem.excerpt(type),
                allowed: "application/json", fix: "send JSON")
        }
        let body = try OutcomeBody(
            json: await request.body(),
            OutcomeBody.Surroundings(
                key: request.idempotencyKey, test: state.now.plan?.document.test, now: clock()))
        switch await traffic.put(body.outcomes) {
        case .durable(let receipts): return try answer(receipts, to: body)
        case .busy:
            throw RequestProblem(
                503, "server", "too many outcomes wait for the disk",
                fix: "send it again in a second; its key makes that safe",
                headers: ["Retry-After": "1"])
        case .failed(let cause):
            throw RequestProblem(
                507, "server", "the outcome can't be stored", received: cause,
                fix: "free space for traffic.sqlite, then send it again; its key makes that safe",
                headers: ["Retry-After": "5"])
        }
    }

    private func answer(_ receipts: [OutcomeReceipt], to body: OutcomeBody) throws(RequestProblem) -> ServerAnswer {
        for receipt in receipts { metrics.count(receipt: receipt.word) }
        let list: [JSON] = zip(body.outcomes, receipts).map { outcome, receipt in
            ["id": .string(outcome.idempotencyKey), "receipt": .string(receipt.word)]
        }
        if body.isBatch { return ServerAnswer(200, json: ["receipts": .array(list)]) }
        guard receipts.first != .conflict else {
            throw RequestProblem(
                409, "id", "another outcome has this key; nothing was changed",
                received: RequestProblem.excerpt(body.outcomes.first?.idempotencyKey ?? ""),
                fix: "give each outcome a key of its own")
        }
        return ServerAnswer(200, json: list.first ?? .null)
    }
}

extension OutcomeReceipt {
    fileprivate var word: String {
        switch self {
        case .stored: "stored"
        case .duplicate: "duplicate"
        case .conflict: "conflict"
        }
    }
}
