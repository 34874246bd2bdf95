import AWS
import ExperimentFile
import Foundation
import SweepCompiler
import SweepModel

/// Objects of S3 that a sweep file names, brought into a cache of this machine so that they can be looked at.
struct RemoteFiles {
    /// Where each address lies here now, or why it doesn't.
    private var found: [String: Result<String, ReadableFile.Problem>] = [:]
    /// Those that are there.
    private(set) var objects: [DataObject] = []

    /// `https://` of an address that is none of S3's.
    static func unknownScheme(of name: String) -> String? {
        name.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.-]*:\/\//).map { String($0.output) }.flatMap {
            $0 == "s3://" ? nil : $0
        }
    }

    static func isRemote(_ name: String) -> Bool { name.hasPrefix("s3://") }

    /// - Parameters:
    ///   - cache: the folder that they are brought into; without it this user's.
    ///   - largestBytes: an object with more is not fetched.
    ///   - stack: the stack whose rights these are; `nil` for a person's.
    /// - Throws: the errors of `AWS` for what is no mistake of the sweep file: network, credentials, settings.
    init(
        _ names: [String], cache: String = cacheFolder, largestBytes: Int = S3Bucket.largestObjectBytes,
        stack: String? = nil, connect: @Sendable () async throws -> AWSClient
    ) async throws {
        for name in names where Self.isRemote(name) {
            do {
                let client = try await connect()
                let (object, known) = try await RemoteObject.find(name, client)
                objects.append(object)
                found[name] = .success(try await Self.fetch(object, known, cache, largestBytes, client))
            } catch let problem as ReadableFile.Problem {
                found[name] = .failure(problem)
            } catch let error as AWSError where error.status == 403 {
                let fix = stack.map { ": run `\(DataCommand(stack: $0).text(data: name))`" } ?? ""
                found[name] = .failure(.init(message: "\(error)\(fix)"))
            }
        }
    }

    /// - Returns: `nil` for a file of this machine.
    func path(of name: String) throws(ReadableFile.Problem) -> String? { try found[name]?.get() }

    /// One folder an object's version, so that an object which is changed is fetched again.
    private static func fetch(
        _ object: DataObject, _ known: S3Object, _ cache: String, _ largestBytes: Int, _ client: AWSClient
    ) async throws -> String {
        guard known.sizeBytes <= largestBytes else {
            throw ReadableFile.Problem(
                message: "it has \(known.sizeBytes) bytes, and \(largestBytes) can be looked at here; launch it with "
                    + "`stepsweep launch --on aws`")
        }
        let folder = cache + "/" + Digest.sha256(Data("\(object.address) \(known.etag)".utf8)).prefix(24)
        let name = object.key.split(separator: "/").last ?? "data"
        // A key may end with what is no file's name.
        let path = folder + "/" + ([".", ".."].contains(name) ? "data" : name)
        if FileManager.default.fileExists(atPath: path) { return path }
        guard let fetched = try await S3Bucket(object.bucket, client: client).get(object.key) else {
            throw ReadableFile.Problem(message: "it was removed meanwhile")
        }
        guard fetched.object.etag == known.etag else {
            throw ReadableFile.Problem(message: "it was changed meanwhile; run the same command again")
        }
        // Who may read the object in S3 is not who may read files here.
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try fetched.bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
        return path
    }

    private static var cacheFolder: String {
        let named = Terminal.environment("XDG_CACHE_HOME").flatMap { $0.isEmpty ? nil : $0 }
        return (named ?? Terminal.homeFolder + "/.cache") + "/stepsweep/s3"
    }
}

extension SweepReading {
    /// `data.path` and `data.target_path`, where the file names them.
    var namesOfData: [String] { namedFiles.filter { $0.key != "program" }.map(\.name) }
}
