import Decisions
import Foundation
import ObjectStore
import ResultStore

/// Ends a test whose guardrail is breached, while a server runs.
///
/// It looks on a thread of its own: a look reads the database, and no answer may wait for that.
struct GuardrailWatch {
    let store: FolderStore
    let seconds: Double

    /// A second ago: what was seen by then is stored, and whoever recomputes the decision finds the same.
    private static func settledNow() -> Double { Date().timeIntervalSince1970 - 1 }

    func start() {
        let (store, seconds) = (store, seconds)
        Thread.detachNewThread {
            var trouble: String?
            while true {
                Thread.sleep(forTimeInterval: seconds)
                do {
                    let desk = ABDesk(store: store)
                    if let ended = try desk.checkGuardrails(by: "serve", at: Self.settledNow()) {
                        Terminal.say("\(ended.id): \(ended.end?.note ?? "a guardrail was breached"); rolled back")
                    }
                    // What a killed command left undone.
                    try desk.follow()
                    trouble = nil
                } catch {
                    if trouble != "\(error)" { Terminal.say("warning: guardrails can't be looked at: \(error)") }
                    trouble = "\(error)"
                }
            }
        }
    }
}
