/// A place in a file: lines and columns count from 1, columns in Unicode scalars.
struct Place: Sendable, Hashable, Comparable {
    let line: Int
    let column: Int

    static let start = Place(line: 1, column: 1)

    static func < (left: Place, right: Place) -> Bool { (left.line, left.column) < (right.line, right.column) }
}
