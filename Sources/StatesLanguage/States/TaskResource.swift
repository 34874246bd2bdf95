/// The parts of a task's `Resource`.
public enum TaskResource: Sendable, Hashable {
    /// The ARN of a Lambda function.
    case function
    /// The ARN of an activity.
    case activity
    /// `arn:aws:states:::service:api`, with `.sync`, `.sync:2` or `.waitForTaskToken` perhaps.
    case service(name: String, api: String, pattern: Pattern)

    public enum Pattern: Sendable, Hashable {
        /// Goes on when the request is answered.
        case requestResponse
        /// Goes on when the job has ended.
        case sync
        /// Goes on when the token comes back.
        case waitForTaskToken
    }

    /// An ARN of anything else is taken for a function's.
    public init(_ arn: String) {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 7, parts[2] == "states" else {
            self = .function
            return
        }
        if parts[5] == "activity" {
            self = .activity
            return
        }
        let isSDK = parts[5] == "aws-sdk" && parts.count >= 8
        let action = parts[(isSDK ? 7 : 6)...].joined(separator: ":")
        let pattern: Pattern =
            if action.hasSuffix(".waitForTaskToken") { .waitForTaskToken } else if action.contains(".sync") {
                .sync
            } else { .requestResponse }
        let name = isSDK ? "aws-sdk:\(parts[6])" : String(parts[5])
        let api = action.prefix { $0 != "." }
        self = .service(name: name, api: String(api), pattern: pattern)
    }
}
