/// Finds a model's features in a row.
struct FeatureReading {
    let names: [String]
    /// Where each name stands among `names`.
    let places: [String: Int]

    /// Writes the features in the model's order.
    ///
    /// By name, what the model doesn't know is passed over: arms may know different features.
    func read(_ row: PredictRow, into numbers: UnsafeMutableBufferPointer<Double>) throws(RequestProblem) {
        var scanner = JSONScanner(row.body, from: row.features.lowerBound)
        if scanner.next == UInt8(ascii: "[") {
            try readArray(&scanner, row, numbers)
        } else {
            try readObject(&scanner, row, numbers)
        }
    }

    private func readArray(
        _ scanner: inout JSONScanner, _ row: PredictRow, _ numbers: UnsafeMutableBufferPointer<Double>
    ) throws(RequestProblem) {
        var count = 0
        try scanner.elements { (scanner) throws(RequestProblem) in
            if count < names.count {
                numbers[count] = try number(&scanner, row, { "features[\(count)]" })
            } else {
                try scanner.skipValue()
            }
            count += 1
        }
        guard count == names.count else {
            throw .wrong(
                row.place("features"), "must have \(names.count) numbers, as the model has features",
                received: "\(count) elements", fix: "send all in the order of training, or an object by name")
        }
    }

    private func readObject(
        _ scanner: inout JSONScanner, _ row: PredictRow, _ numbers: UnsafeMutableBufferPointer<Double>
    ) throws(RequestProblem) {
        for place in names.indices { numbers[place] = .nan }
        try scanner.members { (scanner, name) throws(RequestProblem) in
            if let place = places[name] {
                numbers[place] = try number(&scanner, row, { "features.\(name)" })
            } else {
                try scanner.skipValue()
            }
        }
        guard let first = names.indices.first(where: { numbers[$0].isNaN }) else { return }
        let missing = names.indices.count { numbers[$0].isNaN }
        throw .wrong(
            row.place("features"), "\(missing) of the model's \(names.count) features are missing",
            received: "no `\(names[first])`", fix: "send every feature that the model was trained on")
    }

    private func number(
        _ scanner: inout JSONScanner, _ row: PredictRow, _ name: () -> String
    ) throws(RequestProblem) -> Double {
        let start = scanner.position
        if let number = NumberText.read(scanner.bytes, &scanner.position), number.isFinite { return number }
        scanner.position = start
        throw .wrong(
            row.place(name()), "must be a finite number", received: scanner.excerpt(),
            fix: "send a number; a missing value must be filled as it was for training")
    }
}
