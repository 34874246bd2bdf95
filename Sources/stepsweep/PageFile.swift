import Foundation

/// A document that is written whole or not at all.
enum PageFile {
    /// Writes beside the file and then takes its name, so that nobody reads half of it.
    ///
    /// - Parameter path: `-` means stdout.
    static func write(_ text: String, to path: String) throws {
        guard path != "-" else { return Terminal.write(text) }
        let url = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw CommandFailure("error: --html: \(path) is a folder; name a file", .usage)
        }
        do {
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            let folder = url.deletingLastPathComponent().path
            throw CommandFailure(
                "error: --html: can't write \(path): \(Self.cause(error, folder)); name a file in a folder that you may write to",
                .world)
        }
    }

    private static func cause(_ error: any Error, _ folder: String) -> String {
        guard FileManager.default.fileExists(atPath: folder) else { return "there is no folder \(folder)" }
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard let underlying, underlying.domain == NSPOSIXErrorDomain else { return "the system refused" }
        return String(cString: strerror(Int32(underlying.code)))
    }
}
