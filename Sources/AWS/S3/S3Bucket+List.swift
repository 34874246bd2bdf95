internal import Foundation

extension S3Bucket {
    /// One answer of `ListObjectsV2`.
    struct ListPage {
        var objects: [S3Object]
        var folders: [String] = []
        var nextToken: String?
    }

    /// The objects whose keys begin with `prefix`, in the order of their keys' bytes; 1,000 a request.
    ///
    /// - Throws: `AWSError`, `ConnectionFailure`.
    public func list(prefix: String = "", limit: Int = .max) async throws -> [S3Object] {
        try await pages(prefix, limit: limit).objects
    }

    /// What keys that begin with `prefix` have up to the next `/`, that included: each once, in order.
    public func folders(prefix: String) async throws -> [String] { try await pages(prefix, delimiter: "/").folders }

    private func pages(_ prefix: String, delimiter: String? = nil, limit: Int = .max) async throws -> ListPage {
        var all = ListPage(objects: [])
        var token: String?
        repeat {
            let page = try await listPage(prefix, delimiter, token)
            guard page.nextToken == nil || page.nextToken != token else {
                throw Pages.Loop(
                    description: "the listing of \(name) gave the same token twice: run the same command again")
            }
            all.objects += page.objects
            all.folders += page.folders
            token = page.nextToken
        } while token != nil && all.objects.count < limit
        all.objects = Array(all.objects.prefix(limit))
        return all
    }

    private func listPage(_ prefix: String, _ delimiter: String?, _ token: String?) async throws -> ListPage {
        var region = client.region
        let response = try await send {
            var call = try call("ListObjectsV2", "GET")
            region = call.region ?? region
            // Keys may hold characters that XML has no word for, so they come percent-encoded.
            call.query = ["list-type": "2", "encoding-type": "url"]
            if !prefix.isEmpty { call.query.add("prefix", prefix) }
            call.query.add("delimiter", delimiter)
            call.query.add("continuation-token", token)
            call.action = "ListBucket"
            return call
        }
        do {
            return try Self.page(in: try XMLElement(parsing: response.body))
        } catch {
            throw AWSError(
                unreadable: try call("ListObjectsV2", "GET"), region: region, status: response.status,
                "the answer can't be read: \(error)")
        }
    }

    private static func page(in root: XMLElement) throws(XMLSyntaxError) -> ListPage {
        guard root.name == "ListBucketResult" else {
            throw XMLSyntaxError(offset: 0, problem: "expected a ListBucketResult")
        }
        let isEncoded = root["EncodingType"]?.text == "url"
        func decoded(_ text: String) -> String {
            // S3 encodes as forms do: a space is a plus.
            let bytes = PercentEncoding.decode(Substring(text.replacing("+", with: " ")))
            return isEncoded ? String(decoding: bytes, as: UTF8.self) : text
        }
        let folders = root.all("CommonPrefixes").map { decoded($0["Prefix"]?.text ?? "") }
        let objects = root.all("Contents").map { element in
            S3Object(
                key: decoded(element["Key"]?.text ?? ""), etag: element["ETag"]?.text ?? "",
                sizeBytes: element["Size"].flatMap { Int($0.text) } ?? 0,
                lastModified: element["LastModified"].flatMap { HTTPDate.parseISO8601($0.text) })
        }
        let token = root["NextContinuationToken"]?.text
        guard root["IsTruncated"]?.text == "true" else { return ListPage(objects: objects, folders: folders) }
        guard let token, !token.isEmpty else {
            throw XMLSyntaxError(offset: 0, problem: "the list is cut off and names no token")
        }
        return ListPage(objects: objects, folders: folders, nextToken: token)
    }
}
