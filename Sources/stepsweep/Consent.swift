import CloudSetup
import Foundation
import Synchronization

/// Asks the person at the terminal. While a question stands, nothing has changed yet, and Ctrl-C ends the program at once.
final class Consent: Sendable {
    private let isYes: Bool
    private let asking = Mutex(false)

    /// - Parameter isYes: whether `--yes` answers every question.
    init(isYes: Bool) { self.isYes = isYes }

    var isAsking: Bool { asking.withLock { $0 } }

    /// - Throws: `CommandFailure` where nobody can be asked.
    func ask(_ question: String) throws -> Bool {
        if isYes {
            Terminal.say("\(question) yes, by --yes")
            return true
        }
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure("error: \(question) Nobody can be asked without a terminal: add --yes", .usage)
        }
        Terminal.show("\(question) [y/N] ")
        asking.withLock { $0 = true }
        defer { asking.withLock { $0 = false } }
        return ["y", "yes"].contains((readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased())
    }
}

/// Runs what a person may interrupt, where AWS goes on all the same.
enum CloudTask {
    /// - Parameters:
    ///   - next: what the person may do behind an interruption.
    /// - Throws: `CommandFailure` for an interruption; what `body` throws.
    static func run<Value: Sendable>(
        _ consent: Consent, next: String, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        let interruption = Interruption {
            if consent.isAsking {
                Terminal.say("\nnothing was changed")
                exit(StepSweepExit.interrupted.rawValue)
            }
            task.cancel()
        }
        defer { withExtendedLifetime(interruption) {} }
        do {
            return try await task.value
        } catch is CancellationError {
            throw CommandFailure("interrupted: AWS goes on with what it has begun; \(next)", .interrupted)
        }
    }
}

extension Console {
    /// Progress on stderr, questions at the terminal.
    init(_ consent: Consent) {
        self.init(say: { Terminal.say($0) }, confirm: { try consent.ask($0) })
    }
}
