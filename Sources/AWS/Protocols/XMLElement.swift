/// An element of an XML document: its name without a prefix, its text and its elements. Attributes are read over.
struct XMLElement: Sendable, Equatable {
    var name: String
    /// The text of an element without elements, as it stands.
    var text = ""
    var children: [XMLElement] = []

    subscript(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}

/// Why a text is not XML, and at which byte, counted from 0.
struct XMLSyntaxError: Error, Equatable, CustomStringConvertible {
    let offset: Int
    let problem: String

    var description: String { "byte \(offset): \(problem)" }
}
