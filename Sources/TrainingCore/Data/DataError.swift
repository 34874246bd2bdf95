/// Why a data file can't be used: where, what was found, and the fix.
public struct DataError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file as the caller named it.
    public let file: String
    /// Where in the file, such as `line 3, column 2 (bmi)`; empty when the whole file is meant.
    public let place: String
    public let problem: String
    public let fix: String
    /// Whether another choice of the target would do, whatever the file holds.
    public let isAboutTarget: Bool

    public init(file: String, place: String = "", problem: String, fix: String, isAboutTarget: Bool = false) {
        self.file = file
        self.place = place
        self.problem = problem
        self.fix = fix
        self.isAboutTarget = isAboutTarget
    }

    public var description: String { "\(file): \(place.isEmpty ? "" : "\(place): ")\(problem); \(fix)" }
}
