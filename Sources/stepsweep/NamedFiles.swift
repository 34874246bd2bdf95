import ExperimentFile
import Foundation
import HTTPStart
import SweepEngines
import SweepModel

/// The files that a sweep file names, read.
struct NamedFiles {
    private var files: [(key: String, file: SweepFile, isRemote: Bool)] = []

    /// Reports each one that can't be read.
    init(in folder: String, _ remote: RemoteFiles, _ rules: StartRules?, _ reading: inout SweepReading) {
        for named in reading.namedFiles {
            if let problem = rules?.problem(withFile: named.name, at: named.key) {
                reading.error(problem.key, problem.message)
                continue
            }
            if let scheme = RemoteFiles.unknownScheme(of: named.name) {
                reading.error(
                    named.key,
                    "must name a file, or an object as s3://bucket/key, received `\(named.name)`; \(scheme) can't be read from here: "
                        + "download it first")
                continue
            }
            let isRemote = named.key != "program" && RemoteFiles.isRemote(named.name)
            let place = isRemote || named.name.hasPrefix("/") ? named.name : folder + "/" + named.name
            do throws(ReadableFile.Problem) {
                let path = try isRemote ? remote.path(of: named.name) ?? place : place
                let digest = Digest.sha256(try ReadableFile.bytes(of: path))
                files.append((named.key, SweepFile(path: path, digest: digest), isRemote))
            } catch {
                reading.error(
                    named.key, "must name a file, received `\(named.name)`; \(place): \(error.message)")
            }
        }
    }

    subscript(key: String) -> SweepFile? { files.first { $0.key == key }?.file }

    /// The program stays where it is.
    var ofData: [SweepFile] { files.filter { $0.key != "program" }.map(\.file) }
    var ofThisMachine: [SweepFile] { files.filter { !$0.isRemote }.map(\.file) }
}

/// A file of the user's, read whole.
enum ReadableFile {
    struct Problem: Error {
        let message: String
    }

    static func bytes(of path: String) throws(Problem) -> Data {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Problem(message: "there is no such file; check the path")
        }
        guard !isFolder.boolValue else { throw Problem(message: "it is a folder; name a file") }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw Problem(message: "it can't be opened; check its permissions")
        }
    }
}
