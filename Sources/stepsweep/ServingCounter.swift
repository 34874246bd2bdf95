import Decisions
import Dispatch
import Foundation
import JSON
import ObjectStore
import ResultStore
import Scoring
import ServingFunction
import SweepModel
import Synchronization

/// Answers one request after the other by the newest serving document, and writes what it saw before it answers.
final class ServingCounter: Sendable {
    private let store: any ObjectStore
    private let memory = Mutex(Memory())

    /// How long a document that was read is taken for the newest, in seconds.
    private static let freshSeconds = 5.0

    private struct Memory {
        /// Of this process: its objects lie in a folder of that name.
        let instance = UUID().uuidString.lowercased()
        var desk: ServingDesk?
        var version: ObjectVersion?
        var readAt = -Double.infinity
        var buffer = TrafficBuffer()
        /// Objects written so far.
        var written = 0
    }

    init(store: any ObjectStore) { self.store = store }

    func answer(to request: FunctionRequest) -> FunctionAnswer {
        memory.withLock { memory in
            let now = Date().timeIntervalSince1970
            do {
                guard let desk = try desk(&memory, at: now) else {
                    return FunctionAnswer(
                        503, "function", "nothing is served yet", fix: "publish the arms with `stepsweep ab deploy`",
                        retries: true)
                }
                let reply = desk.reply(to: request, at: now, stopwatch: Self.stopwatch)
                return keep(reply, &memory, at: now)
            } catch {
                return FunctionAnswer(
                    503, "function", "the serving document or a model can't be used: \(error)",
                    fix: "publish the arms again with `stepsweep ab deploy`", retries: true)
            }
        }
    }

    private static func stopwatch() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

    /// The models are read again only where the document is another one. A document that can't be used leaves the one before at work.
    private func desk(_ memory: inout Memory, at now: Double) throws -> ServingDesk? {
        guard now - memory.readAt >= Self.freshSeconds else { return memory.desk }
        do {
            guard let object = try store.get(StoreKey.serving) else { return memory.desk }
            memory.readAt = now
            guard object.version != memory.version || memory.desk == nil else { return memory.desk }
            memory.desk = ServingDesk(try ServedModels(store: store))
            memory.version = object.version
        } catch {
            guard memory.desk != nil else { throw error }
            Terminal.say(JSON.object(["warning": .string("the document before goes on: \(error)")]).text())
        }
        return memory.desk
    }

    /// Writes what must not wait; an outcome that can't be stored is not acknowledged.
    private func keep(_ reply: ServingDesk.Reply, _ memory: inout Memory, at now: Double) -> FunctionAnswer {
        let due = memory.buffer.add(reply.traffic, at: now)
        var written: Set<String> = []
        var failure: (any Error)?
        for (test, batch) in due {
            let key = StoreKey.traffic(of: test, instance: memory.instance, number: memory.written + 1)
            do {
                try store.put(key, TrafficLines.bytes(of: batch), if: .absent)
                memory.written += 1
                written.insert(test)
            } catch {
                failure = error
                // Whether the object was stored is not known: its name is never used again.
                memory.written += 1
            }
        }
        memory.buffer.wrote(written, outcomesFailed: failure != nil)
        guard let failure, !reply.traffic.outcomes.isEmpty else { return reply.answer }
        Terminal.say(JSON.object(["error": .string("\(failure)")]).text())
        return FunctionAnswer(
            503, "outcomes", "can't be stored now", fix: "send it again; its key makes that safe", retries: true)
    }
}
