internal import JSON
internal import TrainingCore

/// A model of one of our trainers, ready to answer in this process.
struct BuiltInModel: Sendable {
    private let predictor: RowPredictor
    private let places: [String: Int]
    /// `"label":`, a label each, as JSON text.
    private let labelTexts: [[UInt8]]
    private let labels: [JSON]

    init(_ model: Model) {
        predictor = RowPredictor(model)
        places = Dictionary(model.featureNames.enumerated().map { ($1, $0) }) { first, _ in first }
        labels = model.labels.map(JSON.string)
        labelTexts = labels.map { $0.bytes() }
    }

    func answer(_ row: PredictRow) throws(RequestProblem) -> RowAnswer {
        let count = predictor.model.featureNames.count
        // A typed error can't leave the closure, so it leaves as a value.
        let result = withUnsafeTemporaryAllocation(of: Double.self, capacity: count + labels.count) { scratch in
            let features = UnsafeMutableBufferPointer(rebasing: scratch[..<count])
            return Result { () throws(RequestProblem) in
                try FeatureReading(names: predictor.model.featureNames, places: places).read(row, into: features)
                return try answer(row, features, UnsafeMutableBufferPointer(rebasing: scratch[count...]))
            }
        }
        return try result.get()
    }

    private func answer(
        _ row: PredictRow, _ features: UnsafeMutableBufferPointer<Double>,
        _ probabilities: UnsafeMutableBufferPointer<Double>
    ) throws(RequestProblem) -> RowAnswer {
        do {
            switch try predictor.predict(UnsafeBufferPointer(features), probabilities: probabilities) {
            case .label(let label):
                return RowAnswer(prediction: labels[label], members: members(label, probabilities))
            case .value(let value):
                return RowAnswer(prediction: .number(value), members: Array("\"prediction\":\(value)".utf8))
            }
        } catch {
            throw .wrong(
                row.place("features"), error.problem, received: "\(features.count) features",
                fix: "send features of the size that the model was trained on")
        }
    }

    private func members(_ label: Int, _ probabilities: UnsafeMutableBufferPointer<Double>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(64 + 32 * labels.count)
        text += "\"prediction\":".utf8
        text += labelTexts[label]
        text += ",\"probabilities\":{".utf8
        for place in labels.indices {
            if place > 0 { text.append(UInt8(ascii: ",")) }
            text += labelTexts[place]
            text.append(UInt8(ascii: ":"))
            text += probabilities[place].description.utf8
        }
        text.append(UInt8(ascii: "}"))
        return text
    }
}
