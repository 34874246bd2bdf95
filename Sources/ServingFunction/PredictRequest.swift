internal import Foundation
internal import JSON

/// The body of `POST /predict`: `{"unit": "u1", "features": …, "covariate": …}`, or `{"rows": [ … ]}` of these.
struct PredictRequest {
    let rows: [PredictRow]
    /// Whether the answer is a list.
    let isBatch: Bool

    /// Rows that one request may have.
    static let most = 10_000

    static let shape = #"{"unit": "u1", "features": {"age": 41}}, or {"rows": [ … ]} of these"#

    init(_ body: Data) throws(FunctionAnswer) {
        let document = try RequestBody.object(body, shape: Self.shape)
        guard let list = document["rows"] else {
            rows = [try PredictRow(document, "")]
            isBatch = false
            return
        }
        guard let elements = list.array, !elements.isEmpty else {
            throw .wrong(
                "rows", "must be an array of at least one row", received: list.text(), fix: "send \(Self.shape)")
        }
        guard elements.count <= Self.most else {
            throw FunctionAnswer(
                413, "rows", "there are too many", received: "\(elements.count)",
                fix: "send at most \(Self.most) a request, or score a file with `stepsweep score`")
        }
        var rows: [PredictRow] = []
        for (index, element) in elements.enumerated() { rows.append(try PredictRow(element, "rows[\(index)].")) }
        self.rows = rows
        isBatch = true
    }
}

/// One row to predict for.
struct PredictRow {
    /// Who is asked for; `nil` where nobody is named: then no test counts it, and the control answers.
    let unit: String?
    /// What was known of the unit before.
    let covariate: Double?
    private let features: JSON
    private let place: String

    init(_ json: JSON, _ place: String) throws(FunctionAnswer) {
        self.place = place
        guard let features = json["features"], features.object != nil || features.array != nil else {
            throw .wrong(
                place + "features", "must be an object by name, or an array in the model's order",
                received: json["features"]?.text() ?? "nothing", fix: "send \(PredictRequest.shape)")
        }
        self.features = features
        unit = try RequestBody.name(json, "unit", place)
        switch json["covariate"] ?? .null {
        case .null: covariate = nil
        case let value:
            guard let number = value.double, number.isFinite else {
                throw .wrong(
                    place + "covariate", "must be a finite number", received: value.text(),
                    fix: "send a number, or leave it out")
            }
            covariate = number
        }
    }

    /// The features in the model's order. By name, what the model doesn't know is passed over: arms may know different features.
    func numbers(_ names: [String]) throws(FunctionAnswer) -> [Double] {
        if let list = features.array, list.count != names.count {
            throw .wrong(
                place + "features", "must have \(names.count) numbers, as the model has features",
                received: "\(list.count) elements", fix: "send all in the order of training, or an object by name")
        }
        var numbers: [Double] = []
        numbers.reserveCapacity(names.count)
        for (index, name) in names.enumerated() {
            let value = features.array?[index] ?? features[name]
            guard let number = value?.double, number.isFinite else {
                throw .wrong(
                    place + (features.array == nil ? "features.\(name)" : "features[\(index)]"),
                    "must be a finite number", received: value?.text() ?? "nothing",
                    fix:
                        "send every feature that the model was trained on; a missing value must be filled as it was for training"
                )
            }
            numbers.append(number)
        }
        return numbers
    }
}

/// What all bodies have in common.
enum RequestBody {
    /// Bytes of a name.
    static let longestName = 256

    static func object(_ body: Data, shape: String) throws(FunctionAnswer) -> JSON {
        let document: JSON
        do {
            document = try JSON(parsing: body)
        } catch {
            throw .wrong(
                "body:\(error.line):\(error.column)", error.problem, received: "\(body.count) bytes",
                fix: "send JSON by RFC 8259, such as \(shape)")
        }
        guard document.object != nil else {
            throw .wrong("body", "must be a JSON object", received: document.text(), fix: "send \(shape)")
        }
        return document
    }

    /// A name that the sender chose; `nil` where there is none.
    static func name(_ json: JSON, _ key: String, _ place: String) throws(FunctionAnswer) -> String? {
        let value = json[key] ?? .null
        if value.isNull { return nil }
        guard let name = value.string else {
            throw .wrong(place + key, "must be a text", received: value.text(), fix: "put it in double quotes")
        }
        try check(name, place + key)
        return name
    }

    /// 1 to 256 bytes without control characters: names end in a database and in logs.
    static func check(_ name: String, _ place: String) throws(FunctionAnswer) {
        let isFit =
            !name.isEmpty && name.utf8.count <= longestName && name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        guard isFit else {
            throw .wrong(
                place, "must have 1 to \(longestName) bytes, no control characters among them",
                received: "\(name.utf8.count) bytes", fix: "give another name, or its digest")
        }
    }
}
