import ArgumentParser
import SweepCompiler

/// A stack that is there, or was.
struct StackOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The stack's name.", valueName: "name"))
    var stack = DeploymentRequest().stackName

    /// - Throws: as `names(of:)`.
    func names() throws -> StackNames { try Self.names(of: stack) }

    /// - Throws: `CommandFailure` for a name that `deploy` would never give.
    static func names(of stack: String) throws -> StackNames {
        do {
            return StackNames(stack: try Deployment(DeploymentRequest(stackName: stack)).stackName)
        } catch {
            throw CommandFailure(error.description, .usage)
        }
    }
}

/// How long a command watches AWS at work.
struct WaitOptions: ParsableArguments {
    static let usualMinutes = 60

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The command ends after so long; AWS goes on, and so does the same command.", valueName: "minutes"))
    var timeout = Self.usualMinutes

    @Flag(help: "Answer every question with yes.") var yes = false

    mutating func validate() throws {
        guard (1...1_440).contains(timeout) else {
            throw ValidationError("--timeout: must be between 1 and 1440 minutes, received \(timeout)")
        }
    }
}
