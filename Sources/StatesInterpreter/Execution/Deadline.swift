internal import Foundation

/// Runs `work`; at `deadline` its task is cancelled, and awaited.
///
/// - Returns: `nil` where the deadline came first.
func finish<Value: Sendable>(
    by deadline: Date, _ clock: any ExecutionClock, _ work: @escaping @Sendable () async -> Value
) async -> Value? {
    await withTaskGroup(of: Race<Value>.self) { group in
        group.addTask { .finished(await work()) }
        group.addTask {
            do {
                try await clock.alarm(at: deadline)
                return .rang
            } catch {
                return .silenced
            }
        }
        defer { group.cancelAll() }
        for await event in group {
            switch event {
            case .finished(let value): return value
            case .rang: return nil
            // The whole group was cancelled: the work hears of it too and ends by itself.
            case .silenced: continue
            }
        }
        return nil
    }
}

private enum Race<Value: Sendable>: Sendable {
    case finished(Value)
    case rang
    case silenced
}
