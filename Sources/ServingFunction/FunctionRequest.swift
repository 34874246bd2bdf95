public import Foundation
internal import JSON

/// A request to the function's address.
public struct FunctionRequest: Sendable, Equatable {
    public let method: String
    public let path: String
    public let body: Data
    /// The header `Idempotency-Key`.
    public let idempotencyKey: String?
    /// The caller's ARN: who IAM says it is.
    public let caller: String

    /// The largest body that is taken, in bytes: Lambda takes 6 MB with what it adds.
    public static let largestBytes = 4 << 20

    /// - Parameter event: what Lambda hands to a function behind an address of its own (payload format 2.0).
    /// - Throws: `FunctionAnswer`, what the caller gets to read instead.
    public init(event: Data) throws(FunctionAnswer) {
        guard let event = try? JSON(parsing: event), let context = event["requestContext"],
            let method = context["http"]?["method"]?.string, let path = event["rawPath"]?.string
        else {
            throw .wrong("event", "is no HTTP request", received: "another event", fix: "POST to the stack's AbUrl")
        }
        // Lambda has let nobody in without it; where somebody opened the address to the world, the door is shut here.
        guard let caller = context["authorizer"]?["iam"]?["userArn"]?.string, !caller.isEmpty else {
            throw FunctionAnswer(
                403, "request", "nobody signed it",
                fix: "the address must have the authorisation AWS_IAM, as deployed; sign for the service lambda")
        }
        self.method = method
        self.path = path
        self.caller = caller
        // Lambda gives headers' names in lower case.
        idempotencyKey = event["headers"]?["idempotency-key"]?.string
        body = try Self.body(of: event)
    }

    private static func body(of event: JSON) throws(FunctionAnswer) -> Data {
        let body = event["body"] ?? ""
        guard let text = body.isNull ? "" : body.string else {
            throw .wrong("body", "must be text", received: "another kind of value", fix: "send JSON")
        }
        guard text.utf8.count <= largestBytes / 3 * 4 else {
            throw FunctionAnswer(
                413, "body", "is too large", received: "\(text.utf8.count) bytes",
                fix: "send at most \(largestBytes) bytes a request, or score a file with `stepsweep score`")
        }
        guard event["isBase64Encoded"]?.bool == true else { return Data(text.utf8) }
        guard let bytes = Data(base64Encoded: text) else {
            throw .wrong("body", "says that it is Base64, and is not", received: "another text", fix: "send JSON")
        }
        return bytes
    }
}
