/// The user's program, in W&B's form.
public struct CommandTemplate: Sendable, Equatable, Codable {
    /// The `program` key, relative to the sweep file's folder; `nil` where `command` needs none.
    public var program: String?
    /// W&B's list with its `${…}` macros, still unexpanded. The default is `${env} ${interpreter} ${program} ${args}`.
    public var command: [String]

    public init(program: String?, command: [String] = ["${env}", "${interpreter}", "${program}", "${args}"]) {
        self.program = program
        self.command = command
    }
}
