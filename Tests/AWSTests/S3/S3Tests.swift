import Foundation
import TestSupport
import Testing

@testable import AWS

@Suite("S3") struct S3Tests {
    private func bucket(_ server: LoopbackServer, _ name: String = "sweeps", watch: Watch = Watch()) throws -> S3Bucket
    {
        try S3Bucket(name, client: .asking(server, watch: watch))
    }

    @Test("A bucket has its own host, unless it has dots or the endpoint is a person's")
    func style() throws {
        let surroundings = Surroundings.empty()
        let config = try SharedConfig(surroundings: surroundings)
        let client = AWSClient(
            region: "eu-central-1", credentials: .fixed(exampleKeys),
            endpoints: EndpointResolver(surroundings: surroundings, config: config), sender: HTTPSender(),
            surroundings: surroundings)
        let plain = try S3Bucket("sweeps", client: client).call("GetObject", "GET", key: "a b/c+d")
        #expect(plain.hostPrefix == "sweeps")
        #expect(plain.path == "/a%20b/c%2Bd")
        let dotted = try S3Bucket("my.sweeps", client: client).call("GetObject", "GET", key: "a")
        #expect(dotted.hostPrefix == nil)
        #expect(dotted.path == "/my.sweeps/a")
        #expect(try S3Bucket("my.sweeps", client: client).call("ListObjectsV2", "GET").path == "/my.sweeps")
    }

    @Test(
        "A name that no bucket has is refused",
        arguments: [
            "", "ab", "s3://bucket", "bucket/path", "Bucket", "a..b", ".ab", "under_score", "ümlaut",
            String(repeating: "a", count: 64),
        ])
    func names(name: String) throws {
        let server = try LoopbackServer(answers(.text(200, "")))
        #expect(throws: ConfigurationError.self) { try bucket(server, name) }
    }

    @Test("An object is read whole or in part, and an absent one is nothing")
    func get() async throws {
        let server = try LoopbackServer { request in
            guard request.target == "/sweeps/a%20b" else { return .text(404, "<Error><Code>NoSuchKey</Code></Error>") }
            let headers = ["ETag": "\"e\"", "Last-Modified": "Tue, 14 Nov 2023 22:13:20 GMT", "x-amz-version-id": "v1"]
            return request.headers["range"] == "bytes=1-2"
                ? .text(206, "bc", headers: headers) : .text(200, "abcd", headers: headers)
        }
        let bucket = try bucket(server)
        let whole = try #require(try await bucket.get("a b"))
        #expect(whole.bytes == Data("abcd".utf8))
        #expect(
            whole.object
                == S3Object(
                    key: "a b", etag: "\"e\"", sizeBytes: 4, lastModified: Date(timeIntervalSince1970: 1_700_000_000),
                    versionID: "v1"))
        #expect(try await bucket.get("a b", range: 1...2)?.bytes == Data("bc".utf8))
        #expect(try await bucket.get("gone") == nil)
    }

    @Test("A bucket that isn't there is an error, not an absent object")
    func noBucket() async throws {
        let server = try LoopbackServer(answers(.text(404, "<Error><Code>NoSuchBucket</Code></Error>")))
        await #expect(throws: AWSError.self) { try await bucket(server).get("a") }
    }

    @Test("A head says size and version without a body")
    func head() async throws {
        let server = try LoopbackServer { request in
            request.target == "/sweeps/a"
                ? .text(200, "", headers: ["Content-Length": "123", "ETag": "\"e\""]) : .text(404, "")
        }
        #expect(try await bucket(server).head("a")?.sizeBytes == 123)
        #expect(try await bucket(server).head("b") == nil)
        let forbidden = try LoopbackServer(answers(.text(403, "")))
        let error = await #expect(throws: AWSError.self) { try await bucket(forbidden).head("a") }
        #expect(error?.fix == "let a policy of these credentials allow s3:GetObject")
    }

    @Test("A write carries its condition and its checksum; a lost one is a conflict")
    func put() async throws {
        let server = try LoopbackServer { request in
            if request.headers["if-match"] == "\"old\"" {
                return .text(412, "<Error><Code>PreconditionFailed</Code></Error>")
            }
            return .text(200, "", headers: ["ETag": "\"new\""])
        }
        let bucket = try bucket(server)
        let object = try await bucket.put("k", Data("abc".utf8), if: .absent, contentType: "application/json")
        #expect(object.etag == "\"new\"")
        let request = server.requests[0]
        #expect(request.headers["if-none-match"] == "*")
        #expect(request.headers["x-amz-checksum-sha256"] == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
        #expect(
            request.headers["x-amz-content-sha256"]
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let error = await #expect(throws: S3Conflict.self) {
            try await bucket.put("k", Data(), if: .matches(etag: "\"old\""))
        }
        #expect(error?.description == "s3://sweeps/k was changed by somebody else: read it again, then decide")
    }

    @Test("A conditional write whose answer was lost is known again, and another's is still a conflict")
    func lostAnswer() async throws {
        func server(holding checksum: String) throws -> LoopbackServer {
            let counter = Counter()
            return try LoopbackServer { request in
                if request.method == "HEAD" {
                    return .text(200, "", headers: ["ETag": "\"e\"", "x-amz-checksum-sha256": checksum])
                }
                if counter.next() == 1 { return .cutOff("HTTP/1.1 200") }
                return .text(412, "<Error><Code>PreconditionFailed</Code></Error>")
            }
        }
        let ours = try server(holding: Hashing.sha256Base64(Data("abc".utf8)))
        #expect(try await bucket(ours).put("k", Data("abc".utf8), if: .absent).etag == "\"e\"")
        let others = try server(holding: Hashing.sha256Base64(Data("other".utf8)))
        await #expect(throws: S3Conflict.self) { try await bucket(others).put("k", Data("abc".utf8), if: .absent) }
    }

    @Test("A write that met another one is tried again")
    func conflict() async throws {
        let watch = Watch()
        let server = try LoopbackServer(
            answers(
                .text(409, "<Error><Code>ConditionalRequestConflict</Code></Error>"),
                .text(200, "", headers: ["ETag": "\"e\""])))
        #expect(try await bucket(server, watch: watch).put("k", Data(), if: .absent).etag == "\"e\"")
        #expect(watch.waits == [0.5])
    }

    @Test("A list follows its tokens, and its keys are decoded")
    func list() async throws {
        let server = try LoopbackServer { request in
            request.target.contains("continuation-token=t%2F1")
                ? .text(
                    200,
                    "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated></ListBucketResult>"
                )
                : .text(
                    200,
                    """
                    <ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>t/1</NextContinuationToken>
                    <Contents><Key>p/a+b%2Bc%01</Key><LastModified>2023-11-14T22:13:20.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>7</Size></Contents>
                    </ListBucketResult>
                    """)
        }
        let objects = try await bucket(server).list(prefix: "p/")
        #expect(objects.map(\.key) == ["p/a b+c\u{1}"])
        #expect(objects[0].lastModified == Date(timeIntervalSince1970: 1_700_000_000))
        #expect(objects[0].sizeBytes == 7)
        #expect(server.requests[0].target == "/sweeps?list-type=2&encoding-type=url&prefix=p%2F")
    }

    @Test(
        "A broken list is an error and never an empty one",
        arguments: [
            "", "<ListBucketResult>", "<html/>", "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
            "<Error><Code>InternalError</Code></Error>",
        ])
    func brokenList(text: String) async throws {
        let server = try LoopbackServer(answers(.text(200, text)))
        let error = await #expect(throws: AWSError.self) { try await bucket(server).list() }
        #expect(error?.code == "UnreadableAnswer")
    }

    @Test(
        "A bucket in another region is followed there once, and found at once afterwards",
        arguments: [
            LoopbackAnswer.text(
                301, "<Error><Code>PermanentRedirect</Code></Error>", headers: ["x-amz-bucket-region": "us-west-2"]),
            .text(400, "<Error><Code>AuthorizationHeaderMalformed</Code><Region>us-west-2</Region></Error>"),
        ])
    func otherRegion(answer: LoopbackAnswer) async throws {
        let server = try LoopbackServer { request in
            request.headers["authorization"]?.contains("/us-west-2/s3/") == true ? .text(200, "there") : answer
        }
        let bucket = try bucket(server)
        #expect(try await bucket.get("a")?.bytes == Data("there".utf8))
        #expect(try await bucket.get("a")?.bytes == Data("there".utf8))
        #expect(server.requests.count == 3)
    }

    @Test("A redirect that leads in a circle or to no region ends")
    func circle() async throws {
        let circle = try LoopbackServer(answers(.text(301, "", headers: ["x-amz-bucket-region": "us-west-2"])))
        let error = await #expect(throws: AWSError.self) { try await bucket(circle).get("a") }
        #expect(error?.fix == "the bucket is in another region: name that one")
        #expect(circle.requests.count == 2)
        let hostile = try LoopbackServer(answers(.text(301, "", headers: ["x-amz-bucket-region": "evil.example.com/"])))
        await #expect(throws: AWSError.self) { try await bucket(hostile).get("a") }
        #expect(hostile.requests.count == 1)
    }

    @Test("A presigned address holds its signature in its query")
    func presigned() async throws {
        let server = try LoopbackServer(answers(.text(200, "")))
        let url = try await bucket(server).presignedGet("a b", expiresInSeconds: 60)
        #expect(
            url.hasPrefix(
                "\(server.url)/sweeps/a%20b?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20231114%2Feu-central-1%2Fs3"
            ))
        #expect(url.contains("&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature="))
    }
}
