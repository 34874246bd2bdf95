internal import Foundation
internal import Synchronization

/// One S3 bucket. Where it lies in another region than the client, the first answer says so and the rest goes there.
public final class S3Bucket: Sendable {
    public let name: String
    let client: AWSClient
    private let region = Mutex<String?>(nil)

    /// The region that the last answer came from; the client's before the first.
    public var currentRegion: String { region.withLock { $0 } ?? client.region }

    /// - Throws: `ConfigurationError` for a name that no bucket can have.
    public init(_ name: String, client: AWSClient) throws {
        guard Self.isName(name) else {
            throw ConfigurationError(
                place: "bucket",
                problem:
                    "a bucket's name has 3 to 63 small letters, digits, dots and dashes, received \"\(name.prefix(80))\"",
                fix: "write the name without s3:// and without a path")
        }
        self.name = name
        self.client = client
    }

    /// A call for a key, or for the bucket where `key` is `nil`, in the style that fits.
    func call(_ operation: String, _ method: String, key: String? = nil) throws -> ServiceCall {
        var call = ServiceCall(service: .s3, operation: operation, method: method)
        let path = key.map { "/" + PercentEncoding.encode($0, keeping: "/") } ?? "/"
        call.region = region.withLock { $0 }
        let endpoint = try client.endpoints.endpoint(of: .s3, region: call.region ?? client.region)
        if endpoint.isOverride || name.contains(".") {
            // A certificate covers one label, and a local AWS has no host per bucket.
            call.path = "/" + name + (key == nil ? "" : path)
        } else {
            call.hostPrefix = name
            call.path = path
        }
        return call
    }

    /// Sends what `make` makes; once more to the right region where S3 names another, and where it met a concurrent write.
    func send(_ make: () throws -> ServiceCall) async throws -> HTTPResponse {
        do {
            return try await sendThroughConflicts(make())
        } catch let error as AWSError {
            guard let other = error.bucketRegion, other != region.withLock({ $0 }) ?? client.region,
                Partition.isRegion(other)
            else { throw error }
            region.withLock { $0 = other }
            return try await sendThroughConflicts(make())
        }
    }

    /// 409 `ConditionalRequestConflict`: another write was under way; the condition must be asked again.
    private func sendThroughConflicts(_ call: ServiceCall) async throws -> HTTPResponse {
        for attempt in 1..<client.policy.maxAttempts {
            do {
                return try await client.send(call)
            } catch let error as AWSError where error.status == 409 && Self.conflicts.contains(error.code) {
                try await client.surroundings.sleep(
                    client.policy.waitSeconds(
                        behind: attempt, retryAfterSeconds: nil, random: client.surroundings.random()))
            }
        }
        return try await client.send(call)
    }

    private static let conflicts: Set<String> = ["ConditionalRequestConflict", "OperationAborted", "Conflict"]

    /// Whether a bucket may be called so.
    public static func isName(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy {
            PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: "~") && $0 != UInt8(ascii: "_")
                && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
        return (3...63).contains(name.count) && isPlain && !name.hasPrefix(".") && !name.hasSuffix(".")
            && !name.contains("..")
    }
}
