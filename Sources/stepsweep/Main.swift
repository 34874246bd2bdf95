import ArgumentParser
import Foundation

/// Parses the command line, runs the command, and turns what went wrong into one message and one exit code.
@main struct Main {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try StepSweep.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(report(error))
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
