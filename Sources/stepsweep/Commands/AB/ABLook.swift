import Decisions
import Foundation
import ObjectStore
import ResultStore

/// What every command does that looks at a test: guardrails first, then what is left of a command that was killed.
struct ABLook {
    let store: FolderStore
    /// False for a look that promised to change nothing.
    var mends = true

    /// Seconds by which servers have stored what they saw: a decision waits for them, so that whoever recomputes it finds the same.
    private static let settlingSeconds = 1.0

    /// Where a test stands at this moment, told when all of it is stored.
    func settledAnalysis(of name: String?) async throws -> ABAnalysis {
        let now = Date().timeIntervalSince1970
        try await Task.sleep(for: .seconds(Self.settlingSeconds))
        return try analysis(of: name, at: now)
    }

    /// - Parameters:
    ///   - name: of a test; the last one without it.
    ///   - now: seconds since 1970.
    func analysis(of name: String?, at now: Double = Date().timeIntervalSince1970) throws -> ABAnalysis {
        let desk = ABDesk(store: store)
        guard mends else { return try desk.analysis(of: desk.test(named: name), at: now) }
        if let ended = try desk.checkGuardrails(by: NSUserName(), at: now) {
            Terminal.say("\(ended.id): \(ended.end?.note ?? "a guardrail was breached"); rolled back")
        }
        try desk.follow()
        return try desk.analysis(of: desk.test(named: name), at: now)
    }
}
