public import Foundation

/// AWS Signature Version 4. It reads no clock: the date comes in.
///
/// Source: "AWS Signature Version 4 for API requests", IAM user guide.
public struct Signer: Sendable, Equatable {
    /// What the signature says of the body.
    public enum Payload: Sendable, Equatable {
        /// Its SHA-256.
        case hashed
        /// Nothing (`UNSIGNED-PAYLOAD`): S3 over TLS, and presigned requests for S3.
        case unsigned
    }

    /// The service's signing name, such as `states`.
    public var service: String
    public var region: String
    public var pathRule: PathRule
    /// Whether the body's hash is sent in `x-amz-content-sha256`, as S3 asks.
    public var sendsContentHash: Bool
    /// Whether the session token is under the signature. A few services want it added behind the signature.
    public var signsSessionToken: Bool

    /// The rules of `service`: S3 has its own for paths and for the content hash.
    public init(service: String, region: String) {
        self.service = service
        self.region = region
        let isS3 = service == "s3"
        pathRule = isS3 ? .s3 : .standard
        sendsContentHash = isS3
        signsSessionToken = true
    }

    /// The request with `X-Amz-Date`, `X-Amz-Security-Token`, `X-Amz-Content-Sha256` (S3) and `Authorization`.
    ///
    /// Such headers that are there already are replaced, so a request can be signed again for a retry.
    public func sign(
        _ request: HTTPRequest, with credentials: Credentials, at date: Date, payload: Payload = .hashed
    ) -> HTTPRequest {
        var signed = request
        let moment = SigningDate(date)
        let payloadHash = hash(of: request, payload)
        for name in ["Authorization", "X-Amz-Security-Token"] { signed.setHeader(name, nil) }
        signed.setHeader("X-Amz-Date", moment.timestamp)
        if signsSessionToken, let token = credentials.sessionToken { signed.setHeader("X-Amz-Security-Token", token) }
        if sendsContentHash || payload == .unsigned { signed.setHeader("X-Amz-Content-Sha256", payloadHash) }
        let canonical = CanonicalRequest(signed, pathRule: pathRule, payloadHash: payloadHash)
        let signature = signature(of: canonical, with: credentials, at: moment)
        signed.setHeader(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(moment)), "
                + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)")
        if !signsSessionToken, let token = credentials.sessionToken { signed.setHeader("X-Amz-Security-Token", token) }
        return signed
    }

    /// The request with its signature in the query, good for anybody who holds its address.
    ///
    /// - Parameter expiresInSeconds: 1 to 604,800 (seven days), as AWS allows; a value outside is brought inside.
    public func presign(
        _ request: HTTPRequest, with credentials: Credentials, at date: Date, expiresInSeconds: Int,
        payload: Payload = .hashed
    ) -> HTTPRequest {
        var signed = request
        signed.setHeader("Authorization", nil)
        let moment = SigningDate(date)
        let payloadHash = hash(of: request, payload)
        let names = CanonicalRequest(signed, pathRule: pathRule, payloadHash: payloadHash).signedHeaders
        var query = Query([
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope(moment))"),
            ("X-Amz-Date", moment.timestamp),
            ("X-Amz-Expires", String(min(max(expiresInSeconds, 1), 604_800))),
            ("X-Amz-SignedHeaders", names),
        ])
        if signsSessionToken { query.add("X-Amz-Security-Token", credentials.sessionToken) }
        signed.query = Self.join(request.query, query)
        let canonical = CanonicalRequest(signed, pathRule: pathRule, payloadHash: payloadHash)
        var tail: Query = ["X-Amz-Signature": signature(of: canonical, with: credentials, at: moment)]
        if !signsSessionToken { tail.add("X-Amz-Security-Token", credentials.sessionToken) }
        signed.query = Self.join(signed.query, tail)
        return signed
    }

    private static func join(_ query: String, _ addition: Query) -> String {
        query.isEmpty ? addition.encoded : query + "&" + addition.encoded
    }

    private func hash(of request: HTTPRequest, _ payload: Payload) -> String {
        if payload == .unsigned { return "UNSIGNED-PAYLOAD" }
        return Hashing.sha256(request.body)
    }

    private func scope(_ moment: SigningDate) -> String { "\(moment.day)/\(region)/\(service)/aws4_request" }

    private func signature(
        of canonical: CanonicalRequest, with credentials: Credentials, at moment: SigningDate
    ) -> String {
        let key = ["\(moment.day)", region, service, "aws4_request"]
            .reduce(Array("AWS4\(credentials.secretAccessKey)".utf8)) { Hashing.hmac(key: $0, $1) }
        return Hashing.hexadecimal(Hashing.hmac(key: key, stringToSign(canonical, at: moment)))
    }

    func stringToSign(_ canonical: CanonicalRequest, at moment: SigningDate) -> String {
        ["AWS4-HMAC-SHA256", moment.timestamp, scope(moment), Hashing.sha256(Data(canonical.text.utf8))]
            .joined(separator: "\n")
    }
}
