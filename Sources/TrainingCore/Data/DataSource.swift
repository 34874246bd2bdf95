/// Where a data set lies and what is its target; the file's ending tells its format: `.csv`, `.npy` or `.npz`.
public struct DataSource: Sendable, Equatable {
    /// What the target's entries are.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        /// Classes when an entry isn't a number, or when all are whole numbers of few kinds (see `TargetColumn`); else
        /// values.
        case automatic
        case classes
        case values
    }

    public let path: String
    /// CSV: the target's column by name, or by number from 0 (negative from the end); the last column by default.
    /// `.npy` without `targetPath`: the column's number. `.npz`: the target array's name; `y`, `target`, `labels` or
    /// `label` by default.
    public let target: String?
    /// `.npy` only: a second file with the target, one entry a row.
    public let targetPath: String?
    public let kind: Kind

    public init(path: String, target: String? = nil, targetPath: String? = nil, kind: Kind = .automatic) {
        self.path = path
        self.target = target
        self.targetPath = targetPath
        self.kind = kind
    }
}

extension DataSet {
    /// Reads a data set. No header's claim is believed before the bytes behind it are there.
    ///
    /// - Throws: `DataError` with the place, what was found and the fix.
    public init(loading source: DataSource) throws(DataError) {
        let ending = source.path.split(separator: ".").last.map { $0.lowercased() }
        if source.targetPath != nil, ending != "npy" {
            throw DataError(
                file: source.path, problem: "a target file beside it is only for .npy",
                fix: "name the target inside this file instead")
        }
        switch ending {
        case "csv": try self.init(csv: source)
        case "npy": try self.init(npy: source)
        case "npz": try self.init(npz: source)
        default:
            throw DataError(
                file: source.path, problem: "the file's ending tells no format that can be read",
                fix: "give a .csv, .npy or .npz file")
        }
    }
}
