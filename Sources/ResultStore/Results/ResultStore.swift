/// `results.sqlite`: what the outcome records of all sweeps in a store say, ready to be asked.
///
/// The reducer is its only writer; it can be rebuilt from the records at any time. Any number of processes may read it
/// meanwhile. All errors are `ResultStoreError`.
public struct ResultStore: Sendable {
    let file: DatabaseFile

    /// - Parameter busyTimeoutSeconds: how long a file that another process has locked is waited for.
    public init(
        path: String, access: DatabaseAccess, busyTimeoutSeconds: Double = 10
    ) throws {
        file = try DatabaseFile(
            path: path, role: .results, schema: .results, access: access, busyTimeoutSeconds: busyTimeoutSeconds)
    }

    public var path: String { file.path }

    /// What SQLite's own check finds wrong with the file; empty where all is well.
    public func integrityProblems() throws -> [String] { try file.integrityProblems() }
}
