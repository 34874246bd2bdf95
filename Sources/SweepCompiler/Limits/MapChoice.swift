internal import Foundation
internal import StatesLanguage
internal import SweepModel

/// Whether packs run inside the execution or as executions of their own, and why.
struct MapChoice: Sendable, Equatable {
    var mode: ProcessorConfig.Mode
    /// One sentence for a person, with the numbers.
    var reason: String
    var history: HistoryBound
    var payload: PayloadBound

    /// The longest row of a manifest: `{"lane":"fargate-spot","pack":"p0000000000"},`.
    static let rowBytes = 48

    /// Inline where every bound of an inline Map holds with room to spare, since it is the simpler thing to look at;
    /// else distributed.
    ///
    /// - Parameter item: what a person calls an item of the Map.
    init(_ blueprint: MachineBlueprint, packs: Int, item: String = "pack") {
        var inline = blueprint
        inline.mode = .inline
        let history = HistoryBound(inline, packs: packs)
        let payload = PayloadBound(.inline, packs: packs, rowBytes: Self.rowBytes)
        if let reason = Self.refusal(packs: packs, "\(item)s", history, payload) {
            var distributed = blueprint
            distributed.mode = .distributed
            self.init(
                mode: .distributed, reason: reason, history: HistoryBound(distributed, packs: packs),
                payload: PayloadBound(.distributed, packs: packs, rowBytes: Self.rowBytes))
        } else {
            let reason =
                "\(packs.grouped) \(packs == 1 ? "\(item) fits" : "\(item)s fit") an inline Map: "
                + "at most \(ServiceLimits.inlineConcurrency) at once, one history, one payload"
            self.init(mode: .inline, reason: reason, history: history, payload: payload)
        }
    }

    private init(mode: ProcessorConfig.Mode, reason: String, history: HistoryBound, payload: PayloadBound) {
        self.mode = mode
        self.reason = reason
        self.history = history
        self.payload = payload
    }

    private static func refusal(
        packs: Int, _ items: String, _ history: HistoryBound, _ payload: PayloadBound
    ) -> String? {
        if packs > ServiceLimits.inlineConcurrency {
            return
                "\(packs.grouped) \(items) are more than the \(ServiceLimits.inlineConcurrency) that an inline Map runs at once"
        }
        if history.execution > usable(ServiceLimits.historyEvents) {
            return "an inline Map might write \(history.execution.grouped) of \(ServiceLimits.historyEvents.grouped) "
                + "history events, retries counted"
        }
        if payload.bytes > usable(ServiceLimits.payloadBytes) {
            return "an inline Map's payload might reach \(payload.bytes.grouped) of "
                + "\(ServiceLimits.payloadBytes.grouped) bytes"
        }
        return nil
    }

    private static func usable(_ limit: Int) -> Int { Int(Double(limit) * ServiceLimits.usableShare) }
}
