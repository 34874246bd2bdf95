public import Foundation

/// What the door reads of the world: everything that a test must be able to set.
public struct Surroundings: Sendable {
    /// Environment variables.
    public var variables: [String: String]
    /// Where `.aws` lies, without a closing slash.
    public var homeFolder: String
    public var now: @Sendable () -> Date
    /// Waits so many seconds; throws where the task is cancelled.
    public var sleep: @Sendable (_ seconds: Double) async throws -> Void
    /// A number in 0..<1.
    public var random: @Sendable () -> Double

    public init(
        variables: [String: String], homeFolder: String, now: @escaping @Sendable () -> Date = { Date() },
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void = {
            try await Task.sleep(for: .seconds($0))
        },
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.variables = variables
        self.homeFolder = homeFolder
        self.now = now
        self.sleep = sleep
        self.random = random
    }

    /// This process's own.
    public static var process: Surroundings {
        let variables = ProcessInfo.processInfo.environment
        // As AWS's own tools: the variable goes before the user's entry in the system.
        let home = variables["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
        return Surroundings(variables: variables, homeFolder: home)
    }

    /// A variable's value; an empty one counts as absent.
    func variable(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
}
