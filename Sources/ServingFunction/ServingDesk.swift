internal import Decisions
internal import Foundation
internal import JSON
public import ResultStore
public import Scoring
internal import SweepModel

/// Answers requests by one serving document and its models: a pure function of these, the request and the time.
public struct ServingDesk: Sendable {
    let served: ServedModels
    let router: ArmRouter

    /// An answer, and what must be stored of it.
    public struct Reply: Sendable, Equatable {
        public var answer: FunctionAnswer
        /// Exposures and tallies may wait a moment; outcomes must be stored before the answer is given.
        public var traffic: TrafficBatch

        init(_ answer: FunctionAnswer, _ traffic: TrafficBatch = TrafficBatch()) {
            self.answer = answer
            self.traffic = traffic
        }
    }

    public init(_ served: ServedModels) {
        self.served = served
        router = ArmRouter(served.document)
    }

    /// - Parameters:
    ///   - seconds: now, since 1970.
    ///   - stopwatch: gives seconds since some moment, for the times of an arm's answers.
    public func reply(
        to request: FunctionRequest, at seconds: Double, stopwatch: () -> Double
    ) -> Reply {
        do throws(FunctionAnswer) {
            switch (request.method, request.path) {
            case ("POST", "/predict"):
                let rows = try PredictRequest(request.body)
                return try predict(rows, at: seconds, stopwatch)
            case ("POST", "/outcome"):
                let outcomes = try OutcomeRequest(
                    request.body, key: request.idempotencyKey, test: served.document.test, at: seconds)
                return Reply(FunctionAnswer(200, outcomes.receipts), TrafficBatch(outcomes: outcomes.outcomes))
            case ("GET", "/healthz"): return Reply(FunctionAnswer(200, ["status": "ok"]))
            case (_, "/predict"), (_, "/outcome"), (_, "/healthz"):
                throw FunctionAnswer(
                    405, "method", "can't be used here", received: request.method,
                    fix: "POST to /predict and /outcome, GET /healthz")
            default:
                throw FunctionAnswer(
                    404, "path", "is none of this function's", received: request.path,
                    fix: "POST to /predict or /outcome, or GET /healthz")
            }
        } catch {
            return Reply(error)
        }
    }
}
