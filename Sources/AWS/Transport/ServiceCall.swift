internal import Foundation

/// One call of one operation, before its endpoint and its signature are known.
struct ServiceCall: Sendable {
    let service: Service
    let operation: String
    var method = "POST"
    /// Percent-encoded, beginning with `/`.
    var path = "/"
    var query = Query()
    var headers: [HTTPRequest.Header] = []
    var body = Data()
    /// Stands before the endpoint's host and a dot, as an S3 bucket does.
    var hostPrefix: String?
    /// `nil` for the client's own.
    var region: String?
    var payload = Signer.Payload.hashed
    var largestAnswerBytes = HTTPSender.largestAnswerBytes
    /// Whether a document named `Error` may come with status 200: S3 answers before it has put the parts together.
    var mayFailWithSuccess = false
    /// Whether the request may go out without credentials, as for web identities.
    var isSigned = true
    /// The IAM action where it isn't the operation's name: S3's `HeadObject` needs `s3:GetObject`.
    var action: String?

    var iamAction: String { "\(service.signingName):\(action ?? operation)" }
}
