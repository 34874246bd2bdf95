/// A failed world: the store did not do what it was asked, and why.
public enum ObjectStoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another writer came first: the object exists already, or is no longer the version that was read.
    case conflict(key: String)
    /// A key that could leave the store or that a folder can't hold.
    case invalidKey(key: String, problem: String)
    /// A file that was to be stored has other bytes than those that it was known by.
    case fileChanged(path: String)
    /// The file system refused; `fix` is what a person can do about it.
    case unavailable(action: String, path: String, cause: String, fix: String)

    public var description: String {
        switch self {
        case .conflict(let key): "\(key): another writer changed this object first"
        case .invalidKey(let key, let problem): "object key `\(key)`: \(problem)"
        case .fileChanged(let path):
            "\(path): its bytes are others than when it was read first; let nobody write to it, then run the same command again"
        case .unavailable(let action, let path, let cause, let fix): "can't \(action) \(path): \(cause); \(fix)"
        }
    }
}
