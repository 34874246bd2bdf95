internal import JSON
internal import ResultStore
internal import SweepModel
internal import Synchronization

extension ServerDesk {
    /// `POST /predict`.
    func predict(_ request: ServerRequest) async throws(RequestProblem) -> ServerAnswer {
        guard let plan = state.now.plan else { throw Self.notReady }
        let body = try await Self.body(of: request)
        let job = PredictJob(plan: plan, body: body, now: clock())
        return plan.isShadow ? try await shadow(job) : try await split(job)
    }

    private static func body(of request: ServerRequest) async throws(RequestProblem) -> PredictBody {
        let type = (request.contentType ?? "application/json").prefix { $0 != ";" }.lowercased()
        switch type.trimmingBlanks {
        // What curl calls a body whose kind it isn't told.
        case "application/json", "application/x-www-form-urlencoded":
            return try PredictBody(json: await request.body())
        case "text/csv": return try PredictBody(csv: await request.body())
        default:
            throw RequestProblem(
                415, "Content-Type", "this kind of body can't be read", received: RequestProblem.excerpt(type),
                allowed: "application/json, text/csv", fix: "name the kind of the body")
        }
    }

    /// Each row is answered by its own arm.
    private func split(_ job: PredictJob) async throws(RequestProblem) -> ServerAnswer {
        let rows = job.body.rows
        let placements = rows.map { job.plan.router.placement(of: $0.unit, at: job.now) }
        var tallies: [RequestTally] = []
        var answers = [RowAnswer?](repeating: nil, count: rows.count)
        var problem: RequestProblem?
        for arm in job.plan.arms.indices where problem == nil {
            let places = placements.indices.filter { placements[$0].arm == arm }
            guard !places.isEmpty else { continue }
            let score = await self.score(places.map { rows[$0] }, by: job.plan.arms[arm])
            if places.contains(where: { placements[$0].isInTest }) { tallies += job.tally(arm, score) }
            switch score.result {
            case .success(let found): for (place, answer) in zip(places, found) { answers[place] = answer }
            case .failure(let error): problem = error
            }
        }
        // Whoever was assigned counts, answered or not: otherwise an arm that fails would lose units.
        traffic.queue.note(job.exposures(placements), tallies)
        if let problem { throw problem }
        return job.answer(answers, placements)
    }

    /// Everybody gets the control's answer; the other arms are asked, too.
    private func shadow(_ job: PredictJob) async throws(RequestProblem) -> ServerAnswer {
        let control = await score(job.body.rows, by: job.plan.arms[0])
        traffic.queue.note([], job.tally(0, control))
        let answers = try control.result.get()
        for (index, arm) in job.plan.arms.enumerated().dropFirst() {
            if arm.model.isBuiltIn {
                await compare(index, job, with: answers)
            } else if shadows.enter() {
                // Nobody waits for it: an answer must not be later than without a shadow.
                Task {
                    await compare(index, job, with: answers)
                    shadows.leave()
                }
            }
        }
        return job.answer(
            answers, [UnitRouter.Placement](repeating: .control, count: answers.count))
    }

    private func compare(_ arm: Int, _ job: PredictJob, with answers: [RowAnswer]) async {
        let score = await self.score(job.body.rows, by: job.plan.arms[arm])
        traffic.queue.note([], job.tally(arm, score, comparedWith: answers))
    }

    /// Asks one arm, and counts it.
    private func score(_ rows: [PredictRow], by arm: ServedArm) async -> PredictJob.Score {
        let start = ContinuousClock.now
        let result: Result<[RowAnswer], RequestProblem>
        do throws(RequestProblem) {
            result = .success(try await arm.model.answer(rows))
        } catch {
            result = .failure(error)
        }
        let score = PredictJob.Score(result: result, seconds: (ContinuousClock.now - start) / .seconds(1))
        if score.isAnswered {
            arm.metrics.predictions.add(rows.count, ordering: .relaxed)
            arm.metrics.times.add(seconds: score.seconds)
        } else if score.isFailure {
            arm.metrics.errors.add(rows.count, ordering: .relaxed)
        }
        return score
    }
}

extension String {
    fileprivate var trimmingBlanks: Substring {
        drop { $0 == " " }.prefix { $0 != " " }
    }
}
