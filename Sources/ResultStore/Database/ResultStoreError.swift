/// A failed world: a database file that can't be used as asked. What it held before is still there.
public struct ResultStoreError: Error, Sendable, Equatable {
    public enum Problem: Sendable, Equatable {
        /// There is no such file, and the caller only reads.
        case missing
        /// The file is no SQLite database.
        case notADatabase
        /// The file is a SQLite database of another program, or another of ours.
        case otherContent
        /// A later StepSweep wrote the file.
        case newerVersion(found: Int, known: Int)
        /// Pages or values are damaged; `detail` is SQLite's or the decoder's word for it.
        case corrupt(detail: String)
        case readOnly
        /// Another process kept the file locked for the whole time that we waited.
        case locked(waitedSeconds: Double)
        /// The disk, a quota or the file's size limit is used up.
        case full
        /// The file can't be opened, read or written for another reason.
        case unavailable(detail: String)
    }

    public let path: String
    public let problem: Problem
    let role: DatabaseRole
}

extension ResultStoreError: CustomStringConvertible {
    public var description: String { "\(path): \(sentence)" }

    private var sentence: String {
        switch problem {
        case .missing:
            "there is no \(role.name) database here yet; launch a sweep first, or name its folder with --store"
        case .notADatabase: "this is not a SQLite database; \(role.repair)"
        case .otherContent:
            "this SQLite database is not a StepSweep \(role.name) database; move it away, or choose another folder"
                + " with --store"
        case .newerVersion(let found, let known):
            "written by a newer StepSweep (schema version \(found), this one knows up to \(known)); nothing was"
                + " changed, update StepSweep to use it"
        case .corrupt(let detail): "the database is damaged (\(detail)); \(role.repair)"
        case .readOnly: "the file or its folder is read-only; check who owns it, or choose another folder with --store"
        case .locked(let seconds):
            "another process kept the database locked for \(seconds.formattedSeconds) s; wait for it to end, then run"
                + " the same command again"
        case .full: "the disk is full; nothing stored was lost, free some space, then run the same command again"
        case .unavailable(let detail):
            "the database can't be opened or used (\(detail)); check that the folder exists and who owns it"
        }
    }
}

extension Double {
    /// `10`, not `10.0`; fractions keep their digits.
    fileprivate var formattedSeconds: String { Int(exactly: self).map(String.init) ?? description }
}
