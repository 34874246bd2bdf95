import Foundation
import JSON
import Testing

@testable import AWS

@Suite("Signatures") struct SignerTests {
    @Test("Agree with botocore's for 500 made-up requests")
    func botocore() throws {
        let lines = try fixture("sigv4-requests.jsonl").split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 500)
        for line in lines {
            let sample = try JSON(parsing: line)
            let signed = try sign(sample)
            #expect(signature(of: signed) == sample["signature"]?.string, "request \(sample["number"]?.int ?? -1)")
        }
    }

    private func sign(_ sample: JSON) throws -> HTTPRequest {
        func text(_ name: String) throws -> String { try #require(sample[name]?.string) }
        let request = HTTPRequest(
            method: try text("method"), scheme: try text("scheme"), authority: try text("authority"),
            path: try text("path"), query: try text("query"),
            headers: (sample["headers"]?.array ?? []).map {
                .init($0[0]?.string ?? "", $0[1]?.string ?? "")
            }, body: try #require(Data(base64Encoded: try text("body"))))
        let signer = Signer(service: try text("service"), region: try text("region"))
        let keys = Credentials(
            accessKeyID: try text("access_key"), secretAccessKey: try text("secret_key"),
            sessionToken: sample["session_token"]?.string)
        let date = Date(timeIntervalSince1970: try #require(sample["timestamp"]?.double))
        let payload: Signer.Payload = sample["unsigned_payload"]?.bool == true ? .unsigned : .hashed
        if try text("form") == "header" { return signer.sign(request, with: keys, at: date, payload: payload) }
        return signer.presign(
            request, with: keys, at: date, expiresInSeconds: try #require(sample["expires"]?.int), payload: payload)
    }

    private func signature(of request: HTTPRequest) -> String? {
        let text = request.header("Authorization") ?? request.query
        return text.firstRange(of: "Signature=").map { String(text[$0.upperBound...]) }
    }

    /// AWS's published example, 30 August 2015.
    private func example(
        _ path: String, _ query: String = "", headers: [HTTPRequest.Header] = [], rule: PathRule = .standard
    ) -> HTTPRequest {
        var signer = Signer(service: "service", region: "us-east-1")
        signer.pathRule = rule
        return signer.sign(
            HTTPRequest(authority: "example.amazonaws.com", path: path, query: query, headers: headers),
            with: exampleKeys, at: Date(timeIntervalSince1970: 1_440_938_160))
    }

    private static let vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"

    @Test(
        "Dots and slashes that lead to the root give the signature of the root",
        arguments: ["/", "", "//", "/./", "/example/..", "/example1/example2/../..", "/..", "/../../"])
    func normalisedPaths(path: String) { #expect(signature(of: example(path)) == Self.vanilla) }

    @Test("A path that comes unencoded is encoded once")
    func rawPath() {
        #expect(
            signature(of: example("/ሴ")) == "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")
        #expect(PathRule.standard.canonicalPath("/example space/") == "/example%20space/")
        #expect(PathRule.s3.canonicalPath("/example space/%2F") == "/example%20space/%2F")
        let once = PathRule(normalises: false, encodesAgain: true)
        #expect(once.canonicalPath("/a/../b c") == "/a/../b%20c")
    }

    @Test("A path that comes encoded is encoded once more, but for S3")
    func doubleEncoding() {
        #expect(PathRule.standard.canonicalPath("/two%20words/%2B") == "/two%2520words/%252B")
        #expect(PathRule.s3.canonicalPath("/two%20words/%2B") == "/two%20words/%2B")
        #expect(PathRule.standard.canonicalPath("/a//b/./c/../d/") == "/a/b/d/")
        #expect(PathRule.s3.canonicalPath("/a//b/./c/../d/") == "/a//b/./c/../d/")
    }

    @Test("The order of a query doesn't matter, the order of a header's values does")
    func order() {
        let ordered = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
        #expect(signature(of: example("/", "Param1=value1&Param2=value2")) == ordered)
        #expect(signature(of: example("/", "Param2=value2&Param1=value1")) == ordered)
        let one = example("/", headers: [.init("A", "1"), .init("a", "2")])
        let other = example("/", headers: [.init("A", "2"), .init("a", "1")])
        #expect(signature(of: one) != signature(of: other))
    }

    @Test("A raw query is encoded, with and without values")
    func rawQuery() {
        #expect(signature(of: example("/", "ሴ=bar")) == signature(of: example("/", "%E1%88%B4=bar")))
        #expect(signature(of: example("/", "acl")) == signature(of: example("/", "acl=")))
        #expect(signature(of: example("/", "a=b=c")) == signature(of: example("/", "a=b%3Dc")))
    }

    @Test("Spaces around and inside a header's value, and folded lines, are one space")
    func headerSpaces() {
        let folded = example("/", headers: [.init("My-Header", "  a \t b\n  c  ")])
        #expect(signature(of: folded) == signature(of: example("/", headers: [.init("my-header", "a b c")])))
    }

    @Test("Signing a signed request again gives the same request")
    func signedTwice() {
        let signer = Signer(service: "s3", region: "us-east-1")
        let keys = Credentials(accessKeyID: "A", secretAccessKey: "B", sessionToken: "C")
        let date = Date(timeIntervalSince1970: 0)
        let once = signer.sign(HTTPRequest(authority: "h"), with: keys, at: date)
        let twice = signer.sign(once, with: keys, at: date)
        #expect(once.header("Authorization") == twice.header("Authorization"))
        #expect(once.headers.count == twice.headers.count)
    }

    @Test("A token that is added behind the signature is sent and not signed")
    func tokenAfter() {
        var signer = Signer(service: "service", region: "us-east-1")
        signer.signsSessionToken = false
        let keys = Credentials(
            accessKeyID: exampleKeys.accessKeyID, secretAccessKey: exampleKeys.secretAccessKey, sessionToken: "token")
        let signed = signer.sign(
            HTTPRequest(authority: "example.amazonaws.com"), with: keys, at: Date(timeIntervalSince1970: 1_440_938_160))
        #expect(signature(of: signed) == Self.vanilla)
        #expect(signed.header("X-Amz-Security-Token") == "token")
    }

    @Test(
        "Dates are right before and after leap days and centuries",
        arguments: [
            (0.0, "19700101T000000Z"), (951_782_400, "20000229T000000Z"), (4_107_542_399, "21000228T235959Z"),
            (4_107_542_400, "21000301T000000Z"), (1_440_938_160.9, "20150830T123600Z"), (-1, "19691231T235959Z"),
        ])
    func dates(seconds: Double, expected: String) {
        #expect(SigningDate(Date(timeIntervalSince1970: seconds)).timestamp == expected)
    }
}
