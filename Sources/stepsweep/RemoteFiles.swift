import AWS
import Foundation
import SweepModel

/// Objects of S3 that a sweep file names, brought into a cache of this machine so that they can be looked at.
struct RemoteFiles {
    /// Where each address lies here now, or why it doesn't.
    private var found: [String: Result<String, ReadableFile.Problem>] = [:]

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
    init(
        _ names: [String], cache: String = cacheFolder, largestBytes: Int = S3Bucket.largestObjectBytes,
        connect: @Sendable () async throws -> AWSClient
    ) async {
        for name in names where Self.isRemote(name) {
            do {
                found[name] = .success(try await Self.fetch(name, cache, largestBytes, connect))
            } catch let problem as ReadableFile.Problem {
                found[name] = .failure(problem)
            } catch let error as AWSError where error.status == 403 {
                found[name] = .failure(.init(message: "\(error); a stack reads what `stepsweep deploy --data` names"))
            } catch {
                found[name] = .failure(.init(message: "\(error)"))
            }
        }
    }

    /// - Returns: `nil` for a file of this machine.
    func path(of name: String) throws(ReadableFile.Problem) -> String? { try found[name]?.get() }

    /// One folder an object's version, so that an object which is changed is fetched again.
    private static func fetch(
        _ name: String, _ cache: String, _ largestBytes: Int, _ connect: @Sendable () async throws -> AWSClient
    ) async throws -> String {
        guard let uri = S3URI(name) else {
            throw ReadableFile.Problem(message: "it is no address of an object; write s3://BUCKET/KEY")
        }
        let bucket = try S3Bucket(uri.bucket, client: try await connect())
        guard let known = try await bucket.head(uri.key) else {
            throw ReadableFile.Problem(message: "there is no such object; check the address, and the account")
        }
        guard known.sizeBytes <= largestBytes else {
            throw ReadableFile.Problem(
                message: "it has \(known.sizeBytes) bytes, and \(largestBytes) can be looked at here; launch it with "
                    + "`stepsweep launch --on aws`")
        }
        let folder = cache + "/" + Digest.sha256(Data("\(name) \(known.etag)".utf8)).prefix(24)
        let path = folder + "/" + uri.name
        if FileManager.default.fileExists(atPath: path) { return path }
        guard let object = try await bucket.get(uri.key) else {
            throw ReadableFile.Problem(message: "it was removed meanwhile")
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try object.bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
        return path
    }

    private static var cacheFolder: String {
        let named = Terminal.environment("XDG_CACHE_HOME").flatMap { $0.isEmpty ? nil : $0 }
        return (named ?? Terminal.homeFolder + "/.cache") + "/stepsweep/s3"
    }
}
