internal import SweepModel

/// A parameter as the file has it.
struct ReadParameter {
    let path: [String]
    /// The path in the file, such as `parameters.optimizer.parameters.name`.
    let filePath: String
    /// Where its name stands.
    let place: Place
    /// `nil` after an error.
    let values: ParameterValues?
    /// Where each listed value stands; empty for ranges.
    let valuePlaces: [Place]

    /// For checking tests on it.
    let known: KnownValues?

    init(path: [String], filePath: String, place: Place, values: ParameterValues?, valuePlaces: [Place]) {
        self.path = path
        self.filePath = filePath
        self.place = place
        self.values = values
        self.valuePlaces = valuePlaces
        known = values.map(KnownValues.init)
    }

    /// The dotted name.
    var name: String { path.joined(separator: ".") }

    /// Where a value stands, or the name where the value is computed.
    func place(ofValue index: Int) -> Place { valuePlaces.indices.contains(index) ? valuePlaces[index] : place }
}
