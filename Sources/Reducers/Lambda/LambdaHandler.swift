public import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// The reducer as a Lambda function: `{"sweep": "digits-0123abcd", "store": "my-bucket"}` → `ReduceResult.json`.
///
/// With `"gate": true` it only looks at what the running sweep has used and closes its gate where that is needed: → the control
/// document, or `{"gate": null}` for a sweep without one. The event names the schedule that sent it, `"schedule": {"group", "name"}`,
/// which has done its duty once no look can change anything any more.
///
/// `{"scoring": "rows-0123abcd", "store": "my-bucket"}` puts a scoring's shards together: → `ScoringVerdict.json`.
///
/// Members that it doesn't know are passed over.
public struct LambdaHandler: Sendable {
    /// The reserve between the end of the user's reduce command and the function's deadline.
    private static let reserveSeconds = 2.0

    private let reducer: Reducer
    private let keeper = GateKeeper()
    private let openStore: @Sendable (_ name: String) throws -> any ObjectStore

    /// - Parameter openStore: opens the store that an event names.
    public init(
        reducer: Reducer = Reducer(), openStore: @escaping @Sendable (_ name: String) throws -> any ObjectStore
    ) {
        self.reducer = reducer
        self.openStore = openStore
    }

    /// What an event came to.
    public struct Answer: Sendable, Equatable {
        /// A JSON document.
        public let body: Data
        /// To be taken away; `nil` where it must ask again, or no schedule asked.
        public let finishedSchedule: GateSchedule?
    }

    /// - Parameter remainingSeconds: time until Lambda ends the function; `nil` where that is not known.
    /// - Throws: `LambdaFailure`, whatever went wrong.
    public func handle(event: Data, remainingSeconds: Double? = nil) throws(LambdaFailure) -> Answer {
        let request = try Request(event)
        var reducer = reducer
        if let remainingSeconds {
            reducer.commandTimeoutSeconds = min(
                reducer.commandTimeoutSeconds, max(0, remainingSeconds - Self.reserveSeconds))
        }
        do {
            let store = try openStore(request.store)
            if request.isScoring {
                let verdict = try ScoringMerge().merge(scoring: request.sweep, store: store)
                return Answer(body: Data(verdict.json.bytes()), finishedSchedule: nil)
            }
            if request.isGate { return try look(request, store) }
            let result = try reducer.reduce(sweep: request.sweep, store: store)
            if let run = request.run { try keeper.end(sweep: request.sweep, run: run, store: store) }
            return Answer(body: Data(result.json.bytes()), finishedSchedule: nil)
        } catch {
            throw LambdaFailure(error)
        }
    }

    private func look(_ request: Request, _ store: any ObjectStore) throws -> Answer {
        let control = try keeper.look(sweep: request.sweep, store: store)
        let document = try control.map { try JSON(encoding: $0) } ?? ["gate": .null]
        return Answer(
            body: Data(document.bytes()), finishedSchedule: control?.needsLooks == true ? nil : request.schedule)
    }

    private struct Request {
        /// A sweep's id, or a scoring's.
        let sweep: String
        let isScoring: Bool
        let store: String
        let isGate: Bool
        /// The execution whose packs have gone by; `nil` for an event that no state machine sent.
        let run: Int?
        let schedule: GateSchedule?

        init(_ event: Data) throws(LambdaFailure) {
            let json: JSON
            do {
                json = try JSON(parsing: event)
            } catch {
                throw .malformedEvent("the event is not JSON: \(error)")
            }
            isScoring = json["sweep"] == nil && json["scoring"] != nil
            guard let sweep = json[isScoring ? "scoring" : "sweep"]?.string, !sweep.isEmpty else {
                throw .malformedEvent("the event's `sweep` must be a sweep's id, received \(json["sweep"] ?? .null)")
            }
            guard let store = json["store"]?.string, !store.isEmpty else {
                throw .malformedEvent(
                    "the event's `store` must be a bucket's name or a folder's absolute path, received \(json["store"] ?? .null)"
                )
            }
            self.sweep = sweep
            self.store = store
            isGate = json["gate"] == true
            run = json["run"]?.int
            schedule = GateSchedule(json: json["schedule"])
        }
    }
}
