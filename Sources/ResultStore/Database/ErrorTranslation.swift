internal import Foundation
internal import GRDB
internal import JSON

/// Turns SQLite's result codes into the problems that people know.
struct ErrorTranslation {
    let path: String
    let role: DatabaseRole
    let waitedSeconds: Double

    func error(_ problem: ResultStoreError.Problem) -> ResultStoreError {
        ResultStoreError(path: path, problem: problem, role: role)
    }

    func run<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw self.error(problem(of: error))
        } catch let error as RowDecodingError {
            throw self.error(.corrupt(detail: "unexpected value: \(error)"))
        } catch let error as JSONSyntaxError {
            throw self.error(.corrupt(detail: "unreadable JSON: \(error)"))
        } catch let error as UnexpectedValue {
            throw self.error(.corrupt(detail: error.detail))
        }
    }

    /// A database in WAL mode can't even be read where its folder can't be written: readers share a file beside it.
    private var folderIsReadOnly: Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return access(folder, F_OK) == 0 && access(folder, W_OK) != 0
    }

    private func problem(of error: DatabaseError) -> ResultStoreError.Problem {
        // SQLite quotes what it can't read, lines and all: the first one says enough.
        let detail =
            error.message?.split(whereSeparator: \.isNewline).first.map(String.init)
            ?? "SQLite result code \(error.extendedResultCode.rawValue)"
        return switch error.resultCode {
        case .SQLITE_NOTADB: .notADatabase
        case .SQLITE_CORRUPT: .corrupt(detail: detail)
        case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
        case .SQLITE_CANTOPEN where folderIsReadOnly: .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED: .locked(waitedSeconds: waitedSeconds)
        case .SQLITE_FULL: .full
        case .SQLITE_ERROR where detail.contains("no such"): .corrupt(detail: detail)
        default: .unavailable(detail: detail)
        }
    }
}

/// A stored value that no StepSweep ever wrote.
struct UnexpectedValue: Error {
    let detail: String
}
