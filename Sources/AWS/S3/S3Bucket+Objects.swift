public import Foundation

extension S3Bucket {
    /// The longest object that is read in one piece, in bytes: 1 GiB.
    public static let largestObjectBytes = 1 << 30

    /// The object's bytes, or `nil` where there is none.
    ///
    /// - Parameter range: the first and the last byte that are wanted, from 0; all where it is `nil`.
    /// - Throws: `AWSError` (`InvalidRange` for a range behind the end), `ConnectionFailure`.
    public func get(_ key: String, range: ClosedRange<Int>? = nil) async throws -> (object: S3Object, bytes: Data)? {
        try await orNothing {
            let response = try await send {
                var call = try call("GetObject", "GET", key: key)
                if let range { call.headers.append(.init("Range", "bytes=\(range.lowerBound)-\(range.upperBound)")) }
                call.largestAnswerBytes = Self.largestObjectBytes
                return call
            }
            return (object(key, response, sizeBytes: response.body.count), response.body)
        }
    }

    /// What S3 knows of the object, or `nil` where there is none.
    ///
    /// Without s3:ListBucket, S3 answers 403 for an absent key: that is thrown as `Forbidden`.
    public func head(_ key: String) async throws -> S3Object? {
        try await orNothing {
            let response = try await headResponse(key)
            return object(key, response, sizeBytes: response.header("Content-Length").flatMap(Int.init) ?? 0)
        }
    }

    /// Writes the object in one piece, with a checksum that S3 verifies.
    ///
    /// - Throws: `S3Conflict` where the condition doesn't hold; `AWSError`, `ConnectionFailure`.
    @discardableResult
    public func put(
        _ key: String, _ bytes: Data, if condition: S3Condition = .none,
        contentType: String = "application/octet-stream", tags: [String: String] = [:]
    ) async throws -> S3Object {
        let checksum = Hashing.sha256Base64(bytes)
        let response = try await orConflict(key, condition, ours: checksum) {
            try await send {
                var call = try call("PutObject", "PUT", key: key)
                call.headers =
                    condition.headers + Self.tagging(tags) + [
                        .init("Content-Type", contentType), .init("x-amz-checksum-sha256", checksum),
                    ]
                call.body = bytes
                return call
            }
        }
        return object(key, response, sizeBytes: bytes.count)
    }

    /// Tags as a header has them: like a query.
    static func tagging(_ tags: [String: String]) -> [HTTPRequest.Header] {
        guard !tags.isEmpty else { return [] }
        let pairs = tags.sorted { $0.key < $1.key }
            .map { PercentEncoding.encode($0.key) + "=" + PercentEncoding.encode($0.value) }
        return [.init("x-amz-tagging", pairs.joined(separator: "&"))]
    }

    /// Removes the object; an absent one is no error.
    public func delete(_ key: String) async throws {
        _ = try await send { try call("DeleteObject", "DELETE", key: key) }
    }

    /// An address that lets anybody read the object, for at most seven days.
    public func presignedGet(_ key: String, expiresInSeconds: Int) async throws -> String {
        var call = try call("GetObject", "GET", key: key)
        call.payload = .unsigned
        return try await client.presign(call, expiresInSeconds: expiresInSeconds).url
    }

    private func headResponse(_ key: String) async throws -> HTTPResponse {
        try await send {
            var call = try call("HeadObject", "HEAD", key: key)
            call.headers = [.init("x-amz-checksum-mode", "ENABLED")]
            call.action = "GetObject"
            return call
        }
    }

    func object(_ key: String, _ response: HTTPResponse, sizeBytes: Int) -> S3Object {
        S3Object(
            key: key, etag: response.header("ETag") ?? "", sizeBytes: sizeBytes,
            lastModified: response.header("Last-Modified").flatMap(HTTPDate.parse),
            versionID: response.header("x-amz-version-id"),
            kmsKey: response.header("x-amz-server-side-encryption-aws-kms-key-id").flatMap {
                $0.hasPrefix("arn:") ? $0 : nil
            })
    }

    private func orNothing<Value>(_ body: () async throws -> Value) async throws -> Value? {
        do {
            return try await body()
        } catch let error as AWSError where error.status == 404 && error.code != "NoSuchBucket" {
            return nil
        }
    }

    func orConflict<Value>(
        _ key: String, _ condition: S3Condition, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let error as AWSError
            where error.status == 412 || (error.status == 404 && condition != .none && error.code == "NoSuchKey")
        {
            // `If-Match` on an object that is gone answers 404.
            throw S3Conflict(bucket: name, key: key, condition: condition)
        }
    }

    /// As `orConflict`, but a write whose answer was lost is known again: the second try finds its own object in the way.
    func orConflict(
        _ key: String, _ condition: S3Condition, ours checksum: String, _ body: () async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        try await orConflict(key, condition) {
            do {
                return try await body()
            } catch let error as AWSError
                where error.tries > 1 && (error.status == 412 || error.code == "NoSuchUpload")
            {
                let present = try await headResponse(key)
                guard present.header("x-amz-checksum-sha256") == checksum else { throw error }
                return present
            }
        }
    }
}
