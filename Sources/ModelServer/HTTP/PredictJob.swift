internal import ResultStore
internal import SweepModel

/// A request for predictions: its rows, and the plan that was served when it came.
struct PredictJob: Sendable {
    let plan: ServingPlan
    let body: PredictBody
    /// Seconds since 1970.
    let now: Double

    /// What one arm made of its rows.
    struct Score: Sendable {
        let result: Result<[RowAnswer], RequestProblem>
        let seconds: Double

        var isAnswered: Bool { if case .success = result { true } else { false } }

        /// Whether the model is to blame: a row that can't be read is the sender's.
        var isFailure: Bool { if case .failure(let problem) = result { problem.status >= 500 } else { false } }
    }

    /// The units of the test among the rows.
    func exposures(_ placements: [UnitRouter.Placement]) -> [Exposure] {
        guard let test = plan.splitTest else { return [] }
        return zip(body.rows, placements).compactMap { row, placement in
            guard placement.isInTest, let unit = row.unit else { return nil }
            return Exposure(
                test: test, unit: unit, phase: plan.document.phase, arm: plan.arms[placement.arm].arm.name, at: now,
                covariate: row.covariate)
        }
    }

    /// One request for an arm; nothing where no test runs, or the sender was wrong.
    func tally(_ arm: Int, _ score: Score, comparedWith control: [RowAnswer]? = nil) -> [RequestTally] {
        guard let test = plan.document.test, score.isAnswered || score.isFailure else { return [] }
        let milliseconds = score.isAnswered ? score.seconds * 1000 : 0
        var tally = RequestTally(
            test: test, phase: plan.document.phase, arm: plan.arms[arm].arm.name, minute: Int(now / 60), requests: 1,
            errors: score.isFailure ? 1 : 0, milliseconds: milliseconds,
            squaredMilliseconds: milliseconds * milliseconds)
        if let control, case .success(let answers) = score.result {
            tally.compared = answers.count
            tally.agreed = zip(answers, control).count { $0.agrees(with: $1) }
        }
        return [tally]
    }

    func answer(_ answers: [RowAnswer?], _ placements: [UnitRouter.Placement]) -> ServerAnswer {
        var text: [UInt8] = []
        text.reserveCapacity(64 + answers.count * (128 + (answers.first??.members.count ?? 0)))
        if body.isBatch { text += "{\"predictions\":[".utf8 }
        for (index, (answer, placement)) in zip(answers, placements).enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text += plan.arms[placement.arm].opening
            if placement.isInTest { text += plan.testMember }
            text += answer?.members ?? []
            text.append(UInt8(ascii: "}"))
        }
        if body.isBatch { text += "]}".utf8 }
        text.append(UInt8(ascii: "\n"))
        return ServerAnswer(200, text)
    }
}
