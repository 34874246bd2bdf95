/// How a deployment talks with the person who started it.
public struct Console: Sendable {
    /// Shows one line of progress.
    public var say: @Sendable (String) -> Void
    /// Asks a question that yes or no answers. It throws where nobody can be asked.
    public var confirm: @Sendable (String) async throws -> Bool

    public init(
        say: @escaping @Sendable (String) -> Void, confirm: @escaping @Sendable (String) async throws -> Bool
    ) {
        self.say = say
        self.confirm = confirm
    }
}
