/// The names that `Assign` may give to variables.
enum VariableName {
    /// The longest name that AWS accepts.
    static let maximumLength = 80

    /// A letter first, then letters, digits and underscores; `states` is reserved.
    static func isValid(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, name.unicodeScalars.count <= maximumLength else { return false }
        return first.properties.isXIDStart && name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
            && name != "states"
    }
}
