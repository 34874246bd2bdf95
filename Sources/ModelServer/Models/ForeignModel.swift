internal import JSON

/// What passes between the server and a user's own model: a line, or a body, of JSON each way.
///
/// Asked `{"rows": [{"unit": …, "features": …}]}`, it answers `{"predictions": [{"prediction": …, "probabilities": {…}}]}`, in the rows' order.
enum ForeignModel {
    /// Bytes that an answer may have.
    static let longestAnswer = 16 << 20

    static func question(_ rows: [PredictRow]) throws(RequestProblem) -> [UInt8] {
        var list: [JSON] = []
        for row in rows { list.append(try row.json()) }
        return JSON.object(["rows": .array(list)]).bytes()
    }

    /// - Parameter name: who answered, for messages.
    static func answers(_ bytes: [UInt8], to rows: [PredictRow], of name: String) throws(RequestProblem) -> [RowAnswer]
    {
        guard let document = try? JSON(parsing: bytes), let list = document["predictions"]?.array else {
            throw failure(name, "its answer has no `predictions`", String(decoding: bytes.prefix(60), as: UTF8.self))
        }
        guard list.count == rows.count else {
            throw failure(name, "it gave another number of predictions", "\(list.count) for \(rows.count) rows")
        }
        var answers: [RowAnswer] = []
        for element in list {
            guard let prediction = element["prediction"] else {
                throw failure(name, "a prediction has no `prediction`", element.text())
            }
            var members = "\"prediction\":\(prediction.text())"
            if let probabilities = element["probabilities"] { members += ",\"probabilities\":\(probabilities.text())" }
            answers.append(RowAnswer(prediction: prediction, members: Array(members.utf8)))
        }
        return answers
    }

    static func failure(_ name: String, _ what: String, _ received: String) -> RequestProblem {
        RequestProblem(
            502, name, "the model failed: \(what)", received: RequestProblem.excerpt(received),
            fix: "look at the model's own log; `docs/serving.md` has the form of its answers")
    }

    static func timeout(_ name: String, seconds: Double) -> RequestProblem {
        RequestProblem(
            504, name, "the model gave no answer in time", allowed: "\(seconds) s (--model-timeout)",
            fix: "look at the model's own log, or send fewer rows")
    }

    static func busy(_ name: String, waiting: Int) -> RequestProblem {
        RequestProblem(
            503, name, "too many requests wait for the model", received: "\(waiting) waiting",
            fix: "try again in a second", headers: ["Retry-After": "1"])
    }
}
