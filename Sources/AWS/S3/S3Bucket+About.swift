internal import Foundation

extension S3Bucket {
    /// The bucket's region, or `nil` where there is no such bucket.
    ///
    /// - Throws: `AWSError`, such as `Forbidden` for a bucket of somebody else's.
    public func findRegion() async throws -> String? {
        do {
            let response = try await send {
                var call = try call("HeadBucket", "HEAD")
                call.action = "ListBucket"
                return call
            }
            return response.header("x-amz-bucket-region") ?? client.region
        } catch let error as AWSError where error.status == 404 {
            return nil
        }
    }

    /// The bucket's tags; none where it has none.
    public func tags() async throws -> [String: String] {
        do {
            let response = try await send {
                var call = try call("GetBucketTagging", "GET")
                call.query = ["tagging": ""]
                return call
            }
            guard let root = try? XMLElement(parsing: response.body) else {
                throw try unreadable("GetBucketTagging", response)
            }
            let pairs = (root["TagSet"]?.all("Tag") ?? []).compactMap { tag in
                tag["Key"].map { ($0.text, tag["Value"]?.text ?? "") }
            }
            return Dictionary(pairs) { first, _ in first }
        } catch let error as AWSError where ["NoSuchTagSet", "NoSuchBucket"].contains(error.code) {
            return [:]
        }
    }
}

extension AWSClient {
    /// The names of the account's buckets, of every region, that begin with `prefix`.
    public func bucketNames(prefix: String) async throws -> [String] {
        var call = ServiceCall(service: .s3, operation: "ListBuckets", method: "GET")
        call.action = "ListAllMyBuckets"
        let response = try await send(call)
        guard let root = try? XMLElement(parsing: response.body), root.name == "ListAllMyBucketsResult" else {
            throw AWSError(
                unreadable: call, region: region, status: response.status, "the answer is no list of buckets")
        }
        return (root["Buckets"]?.all("Bucket") ?? []).compactMap { $0["Name"]?.text }.filter { $0.hasPrefix(prefix) }
    }
}
