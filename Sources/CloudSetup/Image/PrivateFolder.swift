internal import Foundation

/// A folder that only this user may look into; it goes with its last reference.
final class PrivateFolder: Sendable {
    let path: String

    /// - Throws: `SetupError` where the temporary folder can't be written to.
    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/stepsweep-" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw SetupError(
                "no temporary folder can be made at \(path)", fix: "check the disk, or set TMPDIR to another folder")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A new, empty file to write to.
    func writer(_ name: String) throws -> FileHandle {
        guard FileManager.default.createFile(atPath: path + "/" + name, contents: nil),
            let handle = FileHandle(forWritingAtPath: path + "/" + name)
        else { throw SetupError("\(path)/\(name) can't be written", fix: "check the disk") }
        return handle
    }

    /// The file's text; empty where there is none.
    func text(_ name: String) -> String {
        (try? Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
