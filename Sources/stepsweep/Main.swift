import ArgumentParser
import Foundation
import ReduceProgram
import WorkerProgram

/// One file for three programs, told apart by the name that it is called by: `stepsweep` unless it is another's.
@main struct Main {
    static func main() async {
        let name = CommandLine.arguments.first?.split(separator: "/").last
        let arguments = CommandLine.arguments.dropFirst()
        switch name {
        case "stepsweep-worker": exit(WorkerProgram.run(arguments))
        case "stepsweep-reduce": exit(await ReduceProgram.run(arguments))
        default: await commandLine()
        }
    }

    /// Parses the command line, runs the command, and turns what went wrong into one message and one exit code.
    private static func commandLine() async {
        signal(SIGPIPE, SIG_IGN)
        // Whoever started this program may ignore the ends of its children; workers must be waited for.
        signal(SIGCHLD, SIG_DFL)
        do {
            if let failure = MistypedCommand.failure(Array(CommandLine.arguments.dropFirst())) { throw failure }
            try await run(StepSweep.parseAsRoot())
        } catch {
            exit(report(error))
        }
    }

    private static func run(_ command: any ParsableCommand) async throws {
        var command = command
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch  where CommandFailure(error) == nil && StepSweep.exitCode(for: error) != .success {
            // No argument was wrong, and nobody asked for help: the world was.
            throw CommandFailure("error: \(error)", .world)
        }
    }

    /// Prints help on stdout and everything else on stderr.
    private static func report(_ error: any Error) -> Int32 {
        if let failure = CommandFailure(error) {
            if !failure.message.isEmpty { Terminal.say(failure.message) }
            return failure.exitCode.rawValue
        }
        let message = StepSweep.fullMessage(for: error)
        guard StepSweep.exitCode(for: error) != .success else {
            print(message)
            return 0
        }
        Terminal.say(message)
        return StepSweepExit.usage.rawValue
    }
}
