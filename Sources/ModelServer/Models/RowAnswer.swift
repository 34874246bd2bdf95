internal import JSON

/// What a model says of one row.
struct RowAnswer: Sendable, Equatable {
    var prediction: JSON
    /// `"prediction":…,"probabilities":{…}`: the answer's members as JSON text, ready to be sent.
    var members: [UInt8]

    /// How far two numbers may differ that count as equal, relative or absolute.
    static let tolerance = 1e-6

    /// Whether both say the same; see `RequestTally.agreed`.
    func agrees(with other: RowAnswer) -> Bool {
        guard let mine = prediction.double, let theirs = other.prediction.double else {
            return prediction == other.prediction
        }
        return abs(mine - theirs) <= Self.tolerance * max(1, abs(mine), abs(theirs))
    }
}
