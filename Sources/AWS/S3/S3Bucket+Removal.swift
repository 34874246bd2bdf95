internal import Foundation

extension S3Bucket {
    /// One version of an object, or the mark that it was deleted.
    public struct Version: Sendable, Equatable {
        public var key: String
        public var versionID: String
        public var sizeBytes: Int
    }

    /// `DeleteObjects` takes so many.
    static let mostDeletions = 1_000

    /// At most 1,000 versions and delete marks, the first ones in the bucket.
    public func someVersions() async throws -> [Version] {
        let response = try await send {
            var call = try call("ListObjectVersions", "GET")
            call.query = ["versions": "", "encoding-type": "url"]
            call.action = "ListBucketVersions"
            return call
        }
        guard let root = try? XMLElement(parsing: response.body), root.name == "ListVersionsResult" else {
            throw try unreadable("ListObjectVersions", response)
        }
        return (root.all("Version") + root.all("DeleteMarker")).map { element in
            let key = element["Key"]?.text ?? ""
            let isEncoded = root["EncodingType"]?.text == "url"
            let plain = String(
                decoding: PercentEncoding.decode(Substring(key.replacing("+", with: " "))), as: UTF8.self)
            return Version(
                key: isEncoded ? plain : key, versionID: element["VersionId"]?.text ?? "null",
                sizeBytes: element["Size"].flatMap { Int($0.text) } ?? 0)
        }
    }

    /// Removes versions for good.
    ///
    /// - Parameter versions: at most 1,000.
    /// - Throws: `AWSError` with the first version that S3 kept, and why.
    public func remove(_ versions: [Version]) async throws {
        let objects = versions.prefix(Self.mostDeletions).map {
            "<Object><Key>\(XMLElement.escape($0.key))</Key><VersionId>\(XMLElement.escape($0.versionID))</VersionId></Object>"
        }
        let body = Data(("<Delete><Quiet>true</Quiet>" + objects.joined() + "</Delete>").utf8)
        let response = try await send {
            var call = try call("DeleteObjects", "POST")
            call.query = ["delete": ""]
            call.headers = [
                .init("Content-Type", "application/xml"), .init("x-amz-checksum-sha256", Hashing.sha256Base64(body)),
            ]
            call.body = body
            call.action = "DeleteObjectVersion"
            return call
        }
        guard let root = try? XMLElement(parsing: response.body) else {
            throw try unreadable("DeleteObjects", response)
        }
        if let error = root["Error"] {
            throw AWSError(
                service: Service.s3.name, operation: "DeleteObjects", code: error["Code"]?.text ?? "Unknown",
                message: "\(error["Key"]?.text ?? ""): \(error["Message"]?.text ?? "")", status: 200,
                region: client.region, action: "s3:DeleteObjectVersion")
        }
    }

    /// Removes every version of every object, then the bucket. An absent bucket is no error.
    ///
    /// - Parameter progress: hears how many versions are gone.
    public func removeWithContents(progress: (Int) -> Void = { _ in }) async throws {
        var count = 0
        do {
            while case let versions = try await someVersions(), !versions.isEmpty {
                try await remove(versions)
                count += versions.count
                progress(count)
            }
            _ = try await send { try call("DeleteBucket", "DELETE") }
        } catch let error as AWSError where error.code == "NoSuchBucket" {
            return
        }
    }
}
