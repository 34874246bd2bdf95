internal import Foundation

/// A file that is written beside its place and gets its name when it is whole: a kill in the middle leaves no half of it.
public struct OutputFile: Sendable {
    public let path: String
    private let replaces: Bool
    /// Where the bytes go first: in the same folder, so that giving it its name is one step.
    let partialPath: String

    /// Looks at the place before any work is done.
    ///
    /// - Parameter replaces: whether a file that is there may go.
    /// - Throws: `ExchangeError.exists`, `.unusablePath`, `.unwritable`.
    public init(path: String, replaces: Bool) throws(ExchangeError) {
        self.path = path
        self.replaces = replaces
        partialPath = "\(path).partial-\(getpid())"
        guard !path.isEmpty else { throw .unusablePath(path: "the output", problem: "its name is empty; name a file") }
        guard !path.hasSuffix("/") else {
            throw .unusablePath(path: path, problem: "this is a folder's name; name a file")
        }
        try checkFolder()
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG: if !replaces { throw .exists(path: path) }
        case S_IFDIR: throw .unusablePath(path: path, problem: "this is a folder; name a file in it")
        default:
            throw .unusablePath(
                path: path,
                problem: "this is no regular file; `-` stands for the standard output where that is possible")
        }
    }

    private func checkFolder() throws(ExchangeError) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        var status = stat()
        guard stat(folder, &status) == 0 else {
            throw .unusablePath(path: path, problem: "there is no folder \(folder); make it first")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .unusablePath(path: path, problem: "\(folder) is no folder; name a file in a folder")
        }
        guard access(folder, W_OK) == 0 else {
            throw .unwritable(path: path, problem: Self.word(errno))
        }
    }

    /// Lets `body` write the file at the path that it gets, then puts it in place; whatever goes wrong, the partial file goes.
    func write(_ body: (String) throws -> Void) throws {
        unlink(partialPath)
        do {
            try body(partialPath)
            try putInPlace()
        } catch {
            unlink(partialPath)
            throw error
        }
    }

    /// - Throws: `ExchangeError`.
    public func write(_ model: ONNXModel) throws {
        try write { partialPath in
            let stream = try ByteStream(creating: partialPath, for: path)
            try stream.write(model.bytes)
            try stream.close()
        }
    }

    private func putInPlace() throws(ExchangeError) {
        // A link, unlike a new name, never replaces what somebody else has put there meanwhile.
        if !replaces, link(partialPath, path) == 0 {
            unlink(partialPath)
            return
        }
        if !replaces, errno == EEXIST { throw .exists(path: path) }
        guard rename(partialPath, path) == 0 else { throw .unwritable(path: path, problem: Self.word(errno)) }
    }

    static func word(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
