internal import Foundation

extension S3Bucket {
    /// Files up to this size go up in one piece, in bytes: 16 MiB.
    public static let largestSinglePutBytes = 16 << 20

    /// Uploads a file, a large one in parts. Behind a lost connection it goes on with the parts that S3 lacks.
    ///
    /// Every part and the whole carry SHA-256 checksums that S3 verifies. An upload that fails is taken back, so that no
    /// part goes on costing money.
    ///
    /// - Parameter sha256: the digest that the file's bytes must have, as 64 hexadecimal digits; any where it is `nil`.
    /// - Throws: `S3Conflict` where the condition doesn't hold, `FileChanged` where the bytes are others than `sha256` says,
    ///   `ConfigurationError` for a file that can't be read, `AWSError`, `ConnectionFailure` where the connection is lost for good.
    @discardableResult
    public func upload(
        file path: String, to key: String, if condition: S3Condition = .none,
        contentType: String = "application/octet-stream", tags: [String: String] = [:], sha256: String? = nil
    ) async throws -> S3Object {
        try await upload(
            file: path, to: key, if: condition, contentType: contentType, tags: tags, sha256: sha256,
            largestSinglePut: Self.largestSinglePutBytes, partBytes: PartPlan.usualPartBytes)
    }

    func upload(
        file path: String, to key: String, if condition: S3Condition, contentType: String,
        tags: [String: String] = [:], sha256: String? = nil, largestSinglePut: Int, partBytes: Int
    ) async throws -> S3Object {
        var file = try UploadFile(path: path)
        if file.sizeBytes <= largestSinglePut {
            let bytes = try file.read(0..<file.sizeBytes)
            guard sha256 == nil || Hashing.sha256(bytes) == sha256 else { throw FileChanged(path: path) }
            return try await put(key, bytes, if: condition, contentType: contentType, tags: tags)
        }
        let plan = PartPlan(sizeBytes: file.sizeBytes, partBytes: partBytes)
        if let sha256 { try file.pin(to: sha256, plan) }
        let uploadID = try await createUpload(key, contentType, tags)
        do {
            let parts = try await sendParts(of: file, plan, key, uploadID)
            return try await complete(key, uploadID, parts, condition, sizeBytes: file.sizeBytes)
        } catch {
            // Also where the task is cancelled: a new task isn't.
            await Task { try? await abort(key, uploadID) }.value
            throw error
        }
    }

    /// How often an upload goes on behind a connection that the client's own retries could not bring back.
    private static let mostResumptions = 5

    private func sendParts(
        of file: UploadFile, _ plan: PartPlan, _ key: String, _ uploadID: String
    ) async throws -> [UploadedPart] {
        var done: [Int: UploadedPart] = [:]
        var resumptions = 0
        while done.count < plan.count {
            do {
                for number in 1...plan.count where done[number] == nil {
                    done[number] = try await sendPart(number, try file.part(number, plan), key, uploadID)
                }
            } catch let failure as ConnectionFailure where failure.isTransient && resumptions < Self.mostResumptions {
                resumptions += 1
                try await client.surroundings.sleep(
                    client.policy.waitSeconds(
                        behind: resumptions, retryAfterSeconds: nil, random: client.surroundings.random()))
                // A part whose answer was lost may be there all the same.
                if let known = try? await listParts(key, uploadID) {
                    for part in known where done[part.number] == nil && part.number <= plan.count {
                        let bytes = try file.read(plan.range(of: part.number))
                        if Hashing.sha256Base64(bytes) == part.checksum { done[part.number] = part }
                    }
                }
            }
        }
        return done.values.sorted { $0.number < $1.number }
    }

    private func createUpload(_ key: String, _ contentType: String, _ tags: [String: String]) async throws -> String {
        let response = try await send {
            var call = try call("CreateMultipartUpload", "POST", key: key)
            call.action = "PutObject"
            call.query = ["uploads": ""]
            call.headers =
                Self.tagging(tags) + [
                    .init("Content-Type", contentType), .init("x-amz-checksum-algorithm", "SHA256"),
                ]
            return call
        }
        guard let id = (try? XMLElement(parsing: response.body))?["UploadId"]?.text, !id.isEmpty else {
            throw try unreadable("CreateMultipartUpload", response)
        }
        return id
    }

    private func sendPart(_ number: Int, _ bytes: Data, _ key: String, _ uploadID: String) async throws -> UploadedPart
    {
        let checksum = Hashing.sha256Base64(bytes)
        let response = try await send {
            var call = try call("UploadPart", "PUT", key: key)
            call.action = "PutObject"
            call.query = ["partNumber": String(number), "uploadId": uploadID]
            call.headers = [.init("x-amz-checksum-sha256", checksum)]
            call.body = bytes
            return call
        }
        return UploadedPart(number: number, etag: response.header("ETag") ?? "", checksum: checksum)
    }

    private func listParts(_ key: String, _ uploadID: String) async throws -> [UploadedPart] {
        var parts: [UploadedPart] = []
        var marker: String?
        repeat {
            let response = try await send {
                var call = try call("ListParts", "GET", key: key)
                call.action = "ListMultipartUploadParts"
                call.query = ["uploadId": uploadID]
                call.query.add("part-number-marker", marker)
                return call
            }
            let root = try XMLElement(parsing: response.body)
            parts += root.all("Part").compactMap { part in
                guard let number = part["PartNumber"].flatMap({ Int($0.text) }) else { return nil }
                return UploadedPart(
                    number: number, etag: part["ETag"]?.text ?? "", checksum: part["ChecksumSHA256"]?.text ?? "")
            }
            let next = root["IsTruncated"]?.text == "true" ? root["NextPartNumberMarker"]?.text : nil
            marker = next == marker ? nil : next
        } while marker != nil
        return parts
    }

    private func complete(
        _ key: String, _ uploadID: String, _ parts: [UploadedPart], _ condition: S3Condition, sizeBytes: Int
    ) async throws -> S3Object {
        let list = parts.map { part in
            "<Part><PartNumber>\(part.number)</PartNumber><ETag>\(XMLElement.escape(part.etag))</ETag>"
                + "<ChecksumSHA256>\(part.checksum)</ChecksumSHA256></Part>"
        }
        let document =
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + list.joined() + "</CompleteMultipartUpload>"
        let response = try await orConflict(key, condition, ours: UploadedPart.checksum(of: parts)) {
            try await send {
                var call = try call("CompleteMultipartUpload", "POST", key: key)
                call.action = "PutObject"
                call.query = ["uploadId": uploadID]
                call.headers = condition.headers + [.init("Content-Type", "application/xml")]
                call.body = Data(document.utf8)
                call.mayFailWithSuccess = true
                return call
            }
        }
        // A write that was known again comes with the answer to a HEAD, which has no body.
        let root = try? XMLElement(parsing: response.body)
        guard response.body.isEmpty || root?.name == "CompleteMultipartUploadResult" else {
            throw try unreadable("CompleteMultipartUpload", response)
        }
        var object = object(key, response, sizeBytes: sizeBytes)
        object.etag = root?["ETag"]?.text ?? object.etag
        return object
    }

    private func abort(_ key: String, _ uploadID: String) async throws {
        _ = try await send {
            var call = try call("AbortMultipartUpload", "DELETE", key: key)
            call.query = ["uploadId": uploadID]
            return call
        }
    }

    func unreadable(_ operation: String, _ response: HTTPResponse) throws -> AWSError {
        AWSError(
            unreadable: try call(operation, "POST"), region: client.region, status: response.status,
            "the answer can't be read")
    }
}
