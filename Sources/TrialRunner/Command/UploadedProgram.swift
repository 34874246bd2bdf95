internal import Foundation
internal import ObjectStore
internal import SweepModel

/// The user's program, where it came with the sweep instead of with the image.
enum UploadedProgram {
    /// The folder that the program runs in, with the program at its place; `nil` where none was uploaded.
    ///
    /// - Throws: `WorkerError.invalidDocument` for a program whose bytes are others than those that were launched.
    static func folder(of template: CommandTemplate, in work: WorkDocument, _ store: any ObjectStore) throws -> String?
    {
        guard let program = template.program, !program.hasPrefix("/"),
            let name = program.split(separator: "/").last.map(String.init)
        else { return nil }
        let key = StoreKey.data(work.codeDigest, name: name)
        guard let path = try store.file(of: key) else { return nil }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        guard Digest.sha256(bytes) == work.codeDigest else {
            throw WorkerError.invalidDocument(key: key, problem: "its bytes were changed; launch the sweep again")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("run")
        let place = folder.appendingPathComponent(program)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: place, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path)
        return folder.path
    }
}
