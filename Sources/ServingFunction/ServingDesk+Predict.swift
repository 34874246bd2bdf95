internal import Decisions
internal import JSON
internal import ResultStore
internal import Scoring
internal import SweepModel
internal import TrainingCore

extension ServingDesk {
    /// Each row is answered by its own arm, in shadow mode by the control alone.
    func predict(
        _ request: PredictRequest, at seconds: Double, _ stopwatch: () -> Double
    ) throws(FunctionAnswer) -> Reply {
        let document = served.document
        let routes = request.rows.map { row in
            row.unit.map { router.route($0, at: seconds) } ?? .init(answering: 0, assigned: nil)
        }
        var answers = [JSON](repeating: .null, count: routes.count)
        var tallies: [RequestTally] = []
        var problem: FunctionAnswer?
        for arm in served.models.indices where problem == nil {
            let places = routes.indices.filter { routes[$0].answering == arm }
            guard !places.isEmpty else { continue }
            let start = stopwatch()
            do throws(FunctionAnswer) {
                let found = try answer(places.map { request.rows[$0] }, by: served.models[arm])
                for (place, members) in zip(places, found) {
                    answers[place] = .object(members.merging(head(arm, routes[place].assigned != nil)) { $1 })
                }
            } catch {
                problem = error
            }
            guard let test = document.test, places.contains(where: { routes[$0].assigned != nil }) else { continue }
            if problem != nil {
                tallies.append(
                    RequestTally(
                        test: test, phase: document.phase, arm: document.arms[arm].name, minute: Int(seconds / 60),
                        requests: 1, errors: 1))
                continue
            }
            let milliseconds = (stopwatch() - start) * 1_000
            tallies.append(
                RequestTally(
                    test: test, phase: document.phase, arm: document.arms[arm].name, minute: Int(seconds / 60),
                    requests: 1, milliseconds: milliseconds, squaredMilliseconds: milliseconds * milliseconds))
        }
        // Whoever was assigned counts, answered or not: otherwise an arm that fails would lose units.
        let exposures = document.mode == .shadow ? [] : exposures(request.rows, routes.map(\.assigned), seconds)
        if let problem { return Reply(problem, TrafficBatch(exposures: exposures, tallies: tallies)) }
        return Reply(
            FunctionAnswer(200, request.isBatch ? ["predictions": .array(answers)] : answers[0]),
            TrafficBatch(exposures: exposures, tallies: tallies))
    }

    private func head(_ arm: Int, _ isInTest: Bool) -> [String: JSON] {
        let serving = served.document.arms[arm]
        var head: [String: JSON] = ["arm": .string(serving.name), "version": .integer(serving.version)]
        if isInTest, served.document.mode == .split { head["test"] = served.document.test.map(JSON.string) }
        return head
    }

    private func exposures(_ rows: [PredictRow], _ assigned: [Int?], _ seconds: Double) -> [Exposure] {
        guard let test = served.document.test else { return [] }
        return zip(rows, assigned).compactMap { row, arm in
            guard let arm, let unit = row.unit else { return nil }
            return Exposure(
                test: test, unit: unit, phase: served.document.phase, arm: served.document.arms[arm].name,
                at: seconds, covariate: row.covariate)
        }
    }

    private func answer(
        _ rows: [PredictRow], by arm: ServedModels.Arm
    ) throws(FunctionAnswer) -> [[String: JSON]] {
        let names = arm.model.featureNames
        var numbers: [Double] = []
        for row in rows { numbers += try row.numbers(names) }
        guard let matrix = Matrix(rows: rows.count, columns: names.count, storage: numbers) else {
            throw .wrong(
                "rows", "don't fit the model", received: "\(numbers.count) numbers", fix: "send \(names.count) a row")
        }
        do {
            return try Self.members(of: arm.model.predict(matrix), arm.model.labels)
        } catch {
            throw FunctionAnswer(422, "features", error.problem, fix: "send numbers of the size of the training data")
        }
    }

    private static func members(of predictions: Predictions, _ labels: [String]) -> [[String: JSON]] {
        switch predictions {
        case .values(let values): values.map { ["prediction": .number($0)] }
        case .classes(let classes, let probabilities):
            classes.enumerated().map { row, label in
                let named = zip(labels, probabilities.row(row)).map { ($0, JSON.number($1)) }
                return [
                    "prediction": .string(labels[Int(label)]),
                    "probabilities": .object(Dictionary(named) { first, _ in first }),
                ]
            }
        }
    }
}
