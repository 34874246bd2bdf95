internal import Foundation

/// A service answered that it did not do what it was asked.
public struct AWSError: Error, Sendable, Equatable {
    /// As people call it: `Step Functions`.
    public var service: String
    public var operation: String
    /// The service's word for the error, such as `AccessDeniedException`.
    public var code: String
    /// The service's text, without secrets and without what was signed.
    public var message: String
    /// The HTTP status.
    public var status: Int
    /// AWS's support asks for it.
    public var requestID: String?
    public var region: String
    /// The IAM action, such as `states:StartExecution`.
    public var action: String
    /// How often the request went out. Behind the first time, an earlier one may have been carried out and its answer lost.
    var tries = 1
    /// The access key that the refused request was signed with.
    var accessKeyID: String?
    /// Where S3 says that the bucket is, on a redirect or a wrong signing region.
    var bucketRegion: String?
    /// The service's wish to be left alone, in seconds.
    var retryAfterSeconds: Double?
    /// The service's clock less ours at the time of the answer, in seconds.
    var clockDifferenceSeconds: Double?

    /// Whether AWS says that it is asked too often. Source: botocore's and the SDK reference guide's list.
    public var isThrottle: Bool { status == 429 || Self.throttles.contains(code) }

    /// Whether the same request may fare better a moment later.
    public var isTransient: Bool {
        [500, 502, 503, 504].contains(status) || Self.transients.contains(code)
    }

    /// Whether the credentials ended their life while in use. A HEAD answer has no text, and says 400 then.
    var isExpiredToken: Bool {
        ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"].contains(code)
            || (operation == "HeadObject" && status == 400)
    }

    /// Whether the signature's date can be to blame: always, or where the clocks are minutes apart.
    var isClockSkew: Bool {
        if ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"].contains(code) { return true }
        let maybe = ["InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure"].contains(code)
        return maybe && abs(clockDifferenceSeconds ?? 0) > 240
    }

    private static let throttles: Set<String> = [
        "BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException", "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled",
        "RequestThrottledException", "SlowDown", "ThrottledException", "Throttling", "ThrottlingException",
        "TooManyRequestsException", "TransactionInProgressException",
    ]

    private static let transients: Set<String> = [
        "InternalError", "InternalFailure", "InternalServerError", "RequestTimeout", "RequestTimeoutException",
        "ServiceUnavailable", "ServiceUnavailableException",
    ]
}

extension AWSError: CustomStringConvertible {
    public var description: String { summary + (fix.map { ": \($0)" } ?? "") }

    /// Without the fix.
    public var summary: String {
        let said = message.isEmpty ? "" : ": \(message)"
        let request = requestID.map { " (request \($0))" } ?? ""
        return "\(service) \(operation) in \(region): \(code), status \(status)\(said)\(request)"
    }

    private var fixByStatus: String? {
        if isThrottle { return "AWS is asked too often: run the same command again a little later" }
        if isTransient { return "the service itself failed: run the same command again a little later" }
        return (300..<400).contains(status)
            ? "that is no service of AWS's, or another region's: check AWS_ENDPOINT_URL, the proxy and the region" : nil
    }

    /// What to do next, where that is known.
    public var fix: String? {
        switch code {
        case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired":
            "the credentials have expired: sign in again, as with `aws sso login`"
        case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "Forbidden":
            "let a policy of these credentials allow \(action)"
        case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId":
            "the access key is unknown in this partition: check AWS_PROFILE and the region"
        case "SignatureDoesNotMatch", "InvalidSignatureException":
            "check that the secret key belongs to the access key"
        case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture": "set this machine's clock right"
        case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException":
            "the bucket is in another region: name that one"
        case "OptInRequired": "this account must opt in to the service or the region first"
        default: fixByStatus
        }
    }
}
