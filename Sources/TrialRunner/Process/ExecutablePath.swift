internal import Foundation

/// Finds executables as a shell does.
enum ExecutablePath {
    /// Why a name can't be executed.
    struct Problem: Error, Equatable {
        let message: String
    }

    /// The executable's path, absolute or relative to `folder`.
    static func find(_ name: String, in environment: [String: String], folder: String) throws(Problem) -> String {
        guard !name.isEmpty else { throw Problem(message: "the command is empty; give a program to run") }
        if name.utf8.contains(UInt8(ascii: "/")) {
            try check(name, folder: folder)
            return name
        }
        var found: String?
        for entry in (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":", omittingEmptySubsequences: false) {
            let path = (entry.isEmpty ? "." : String(entry)) + "/" + name
            guard isFile(absolute(path, folder)) else { continue }
            if access(absolute(path, folder), X_OK) == 0 { return path }
            found = found ?? path
        }
        if let found { throw Problem(message: "\(found) is not executable; run `chmod +x` on it") }
        throw Problem(message: "`\(name)` is in no folder of PATH; install it, or give its path")
    }

    /// Whether `PATH` leads to such a program.
    static func exists(_ name: String, in environment: [String: String], folder: String) -> Bool {
        (try? find(name, in: environment, folder: folder)) != nil
    }

    private static func check(_ path: String, folder: String) throws(Problem) {
        let place = absolute(path, folder)
        guard access(place, F_OK) == 0 else {
            throw Problem(message: "there is no file \(place); check `command` and the folder it runs in")
        }
        guard isFile(place) else { throw Problem(message: "\(place) is not a file; give a program to run") }
        guard access(place, X_OK) == 0 else {
            throw Problem(message: "\(place) is not executable; run `chmod +x` on it")
        }
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func absolute(_ path: String, _ folder: String) -> String {
        path.hasPrefix("/") ? path : folder + "/" + path
    }
}
