import Decisions
import Foundation
import ObjectStore
import ResultStore

/// What every command does that looks at a test: guardrails first, then what is left of a command that was killed.
struct ABLook {
    let store: FolderStore
    /// False for a look that promised to change nothing.
    var mends = true

    /// - Parameter name: of a test; the last one without it.
    func analysis(of name: String?) throws -> ABAnalysis {
        let desk = ABDesk(store: store)
        let now = Date().timeIntervalSince1970
        guard mends else { return try desk.analysis(of: desk.test(named: name), at: now) }
        if let ended = try desk.checkGuardrails(by: NSUserName(), at: now) {
            Terminal.say("\(ended.id): \(ended.end?.note ?? "a guardrail was breached"); rolled back")
        }
        try desk.follow()
        return try desk.analysis(of: desk.test(named: name), at: now)
    }
}
