internal import SweepModel

/// State machines are named after what they are: the stack, the sweep's name, and a hash of the definition.
///
/// Equal definitions share a machine, so a launch that is repeated finds its own.
enum MachineName {
    /// Step Functions' longest.
    static let mostCharacters = 80
    private static let digits = 12

    static func name(stack: String, sweep: String, definition: [UInt8]) -> String {
        let hash = Digest.sha256(definition).prefix(digits)
        let readable = sweep.lastIndex(of: "-").map { String(sweep[..<$0]) } ?? sweep
        let room = mostCharacters - stack.count - digits - 2
        return "\(stack)-\(readable.prefix(max(0, room)))-\(hash)"
    }
}
