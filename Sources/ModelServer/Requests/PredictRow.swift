internal import JSON

/// One row to predict for.
struct PredictRow: Sendable, Equatable {
    /// Who is asked for; `nil` where nobody is named: then no test counts it, and the control answers.
    var unit: String?
    /// What was known of the unit before, for CUPED.
    var covariate: Double?
    /// JSON text that holds the features: shared by all rows of a request.
    var body: [UInt8]
    /// Where in `body` the features are: an object by name, or an array in the model's order. Checked already.
    var features: Range<Int>
    /// Its place in a batch; `nil` for a single row.
    var index: Int?

    /// Bytes of a unit's name.
    static let longestUnit = 256

    /// Where something stands in the request.
    func place(_ name: String) -> String { index.map { "rows[\($0)].\(name)" } ?? name }

    /// The row as a user's own model gets it.
    func json() throws(RequestProblem) -> JSON {
        var row: [String: JSON] = [:]
        do {
            row["features"] = try JSON(parsing: body[features])
        } catch {
            throw .wrong(
                place("features"), error.problem, received: String(decoding: body[features].prefix(40), as: UTF8.self),
                fix: "send JSON by RFC 8259, in UTF-8")
        }
        if let unit { row["unit"] = .string(unit) }
        if let covariate { row["covariate"] = .number(covariate) }
        return .object(row)
    }
}
