public import Foundation
internal import JSON

/// A sweep file that somebody sent to the function's address.
public struct StartRequest: Sendable, Equatable {
    /// The body as it was sent.
    public let file: Data
    /// The caller's ARN: who IAM says it is.
    public let caller: String

    /// The largest file that is taken, in bytes: 256 KiB, room for the ten thousand values that a start may have at most.
    public static let largestBytes = 256 << 10

    /// - Parameter event: what Lambda hands to a function behind an address of its own (payload format 2.0).
    /// - Throws: `StartAnswer`, what the caller gets to read instead.
    public init(event: Data) throws(StartAnswer) {
        guard let event = try? JSON(parsing: event), let context = event["requestContext"],
            let method = context["http"]?["method"]?.string, let path = event["rawPath"]?.string
        else {
            throw StartAnswer(
                .malformed, "this event is no HTTP request: send the sweep file to the stack's HttpStartUrl with POST")
        }
        // Lambda has let nobody in without it; where somebody opened the address to the world, the door is shut here.
        guard let caller = context["authorizer"]?["iam"]?["userArn"]?.string, !caller.isEmpty else {
            throw StartAnswer(
                .unauthorised,
                "nobody signed this request: the address must have the authorisation AWS_IAM, as deployed")
        }
        guard path == "/" else {
            throw StartAnswer(.notFound, "there is only `/`, received `\(path.prefix(80))`: POST the sweep file there")
        }
        guard method == "POST" else {
            throw StartAnswer(
                .wrongMethod, "a start is a POST with the sweep file as its body, received \(method.prefix(20))")
        }
        self.caller = caller
        file = try Self.body(of: event)
    }

    private static func body(of event: JSON) throws(StartAnswer) -> Data {
        let body = event["body"] ?? ""
        guard let text = body.isNull ? "" : body.string else {
            throw StartAnswer(.malformed, "the body must be text, received another kind of value")
        }
        // Four characters of Base64 are three bytes.
        let isEncoded = event["isBase64Encoded"]?.bool == true
        try check(size: isEncoded ? text.utf8.count / 4 * 3 : text.utf8.count)
        guard isEncoded else { return Data(text.utf8) }
        guard let bytes = Data(base64Encoded: text) else {
            throw StartAnswer(.malformed, "the body says that it is Base64, and is not")
        }
        return bytes
    }

    private static func check(size: Int) throws(StartAnswer) {
        guard size > largestBytes + 2 else { return }
        throw StartAnswer(.tooLarge, "a sweep file may have \(largestBytes) bytes, received about \(size)")
    }
}
