import AWS
import ExperimentFile
import SweepCompiler
import SweepModel

/// Objects of S3 that sweep files name, asked about and not fetched.
enum RemoteObject {
    /// - Throws: `ReadableFile.Problem` for an address of nothing; the errors of `AWS`.
    static func find(_ name: String, _ client: AWSClient) async throws -> (DataObject, S3Object) {
        guard let uri = S3URI(name), S3Bucket.isName(uri.bucket) else {
            throw ReadableFile.Problem(
                message:
                    "it is no address of an object; write s3://BUCKET/KEY, where a bucket's name has 3 to 63 small letters, "
                    + "digits, dots and dashes")
        }
        let bucket = try S3Bucket(uri.bucket, client: client)
        guard let known = try await bucket.head(uri.key) else {
            throw ReadableFile.Problem(message: "there is no such object; check the address, and the account")
        }
        let object = DataObject(
            bucket: uri.bucket, key: uri.key, region: bucket.currentRegion, kmsKey: known.kmsKey)
        return (object, known)
    }

    /// Those of several sweep files, each once, in order.
    ///
    /// - Throws: `InvalidFile` with every mistake of a file, wrong addresses included; the errors of `AWS`.
    static func named(in files: [String], _ client: AWSClient) async throws -> [DataObject] {
        var objects: [DataObject] = []
        for path in files {
            var reading = ExperimentFile.read(bytes: try LoadedSweep.bytes(of: path), fileName: path)
            for named in reading.namedFiles where named.key != "program" && RemoteFiles.isRemote(named.name) {
                do {
                    let object = try await find(named.name, client).0
                    if !objects.contains(object) { objects.append(object) }
                } catch let problem as ReadableFile.Problem {
                    reading.error(named.key, "must name a file, received `\(named.name)`; \(problem.message)")
                }
            }
            guard !reading.hasErrors else { throw InvalidFile(diagnostics: reading.diagnostics) }
        }
        return objects
    }
}
