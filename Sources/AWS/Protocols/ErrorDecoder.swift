internal import Foundation
internal import JSON

/// Reads the error that an answer holds, in each of the protocols, and from its status where it holds none.
enum ErrorDecoder {
    static func decode(_ response: HTTPResponse, of call: ServiceCall, region: String) -> AWSError {
        let said =
            switch call.service.wireProtocol {
            case .json, .restJSON: json(response)
            case .query, .ec2, .restXML: xml(response)
            }
        return AWSError(
            service: call.service.name, operation: call.operation,
            code: said.code.flatMap(clean) ?? code(of: response.status), message: shorten(said.message ?? ""),
            status: response.status,
            requestID: said.requestID ?? response.header("x-amzn-RequestId") ?? response.header("x-amz-request-id"),
            region: region, action: call.iamAction, bucketRegion: bucketRegion(response),
            retryAfterSeconds: retryAfter(response))
    }

    private typealias Said = (code: String?, message: String?, requestID: String?)

    private static func bucketRegion(_ response: HTTPResponse) -> String? {
        guard [301, 307, 400, 403].contains(response.status) else { return nil }
        return response.header("x-amz-bucket-region") ?? (try? XMLElement(parsing: response.body))?["Region"]?.text
    }

    private static func json(_ response: HTTPResponse) -> Said {
        let body = try? JSON(parsing: response.body)
        // Services that once spoke the query protocol name its code here; it is the one that people look for.
        let query = response.header("x-amzn-query-error").map { String($0.prefix { $0 != ";" }) }
        let code =
            query ?? response.header("x-amzn-ErrorType") ?? body?["__type"]?.string ?? body?["code"]?.string
            ?? body?["Code"]?.string
        let message = body?["message"] ?? body?["Message"] ?? body?["errorMessage"]
        return (code, message?.string, nil)
    }

    private static func xml(_ response: HTTPResponse) -> Said {
        guard let root = try? XMLElement(parsing: response.body) else { return (nil, nil, nil) }
        let error = root.name == "Error" ? root : root["Error"] ?? root["Errors"]?["Error"]
        let requestID = root["RequestId"] ?? root["RequestID"]
        return (error?["Code"]?.text, error?["Message"]?.text, requestID?.text)
    }

    /// `aws.protocoltests#FooError:http://…` is `FooError`.
    private static func clean(_ code: String) -> String? {
        let name = code.split(separator: "#").last?.prefix { $0 != ":" }.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.flatMap { $0.isEmpty ? nil : String($0.prefix(120)) }
    }

    /// A HEAD answer and a proxy's page hold no code.
    private static func code(of status: Int) -> String {
        switch status {
        case 301, 307: "PermanentRedirect"
        case 304: "NotModified"
        case 400: "BadRequest"
        case 403: "Forbidden"
        case 404: "NotFound"
        case 409: "Conflict"
        case 412: "PreconditionFailed"
        case 429: "TooManyRequests"
        case 503: "ServiceUnavailable"
        default: "HTTP\(status)"
        }
    }

    /// AWS's texts are short, but for one that repeats the whole canonical request, a session token included.
    private static func shorten(_ message: String) -> String {
        let end = message.range(of: "The Canonical String for this request should have been")?.lowerBound
        let text = String(message[..<(end ?? message.endIndex)]).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.count > 500 ? text.prefix(500) + "…" : text
    }

    /// `Retry-After` in seconds, or `x-amz-retry-after` in milliseconds.
    private static func retryAfter(_ response: HTTPResponse) -> Double? {
        let milliseconds = response.header("x-amz-retry-after").flatMap(Double.init).map { $0 / 1000 }
        let seconds = milliseconds ?? response.header("Retry-After").flatMap(Double.init)
        return seconds.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
}
