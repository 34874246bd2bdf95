public import Foundation
internal import JSON
public import ResultStore

/// What a server saw, as an object of the store: a line of JSON for each exposure, outcome and tally.
///
/// Lines that nobody knows are left out when they are read, so that a newer server may write more.
public enum TrafficLines {
    public static func bytes(of batch: TrafficBatch) -> Data {
        let lines = batch.exposures.map(json) + batch.outcomes.map(json) + batch.tallies.map(json)
        return Data(lines.flatMap { $0.bytes() + [UInt8(ascii: "\n")] })
    }

    /// - Returns: what was read, and how many lines could not be.
    public static func batch(from bytes: Data) -> (batch: TrafficBatch, unreadable: Int) {
        var batch = TrafficBatch()
        var unreadable = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let json = try? JSON(parsing: line)
            if let exposure = json.flatMap(exposure) {
                batch.exposures.append(exposure)
            } else if let outcome = json.flatMap(outcome) {
                batch.outcomes.append(outcome)
            } else if let tally = json.flatMap(tally) {
                batch.tallies.append(tally)
            } else {
                unreadable += 1
            }
        }
        return (batch, unreadable)
    }

    private static func json(_ exposure: Exposure) -> JSON {
        [
            "kind": "exposure", "test": .string(exposure.test), "unit": .string(exposure.unit),
            "phase": .integer(exposure.phase), "arm": .string(exposure.arm), "at": .number(exposure.at),
            "covariate": exposure.covariate.map(JSON.number) ?? .null,
        ]
    }

    private static func json(_ outcome: UnitOutcome) -> JSON {
        [
            "kind": "outcome", "id": .string(outcome.idempotencyKey), "test": .string(outcome.test),
            "unit": .string(outcome.unit), "metric": .string(outcome.metric), "value": .number(outcome.value),
            "at": .number(outcome.at),
        ]
    }

    private static func json(_ tally: RequestTally) -> JSON {
        [
            "kind": "requests", "test": .string(tally.test), "phase": .integer(tally.phase), "arm": .string(tally.arm),
            "minute": .integer(tally.minute), "requests": .integer(tally.requests), "errors": .integer(tally.errors),
            "milliseconds": .number(tally.milliseconds), "squaredMilliseconds": .number(tally.squaredMilliseconds),
            "compared": .integer(tally.compared), "agreed": .integer(tally.agreed),
        ]
    }

    private static func exposure(_ json: JSON) -> Exposure? {
        guard json["kind"] == "exposure", let test = json["test"]?.string, let unit = json["unit"]?.string,
            let phase = json["phase"]?.int, let arm = json["arm"]?.string, let at = json["at"]?.double
        else { return nil }
        return Exposure(
            test: test, unit: unit, phase: phase, arm: arm, at: at, covariate: json["covariate"]?.double)
    }

    private static func outcome(_ json: JSON) -> UnitOutcome? {
        guard json["kind"] == "outcome", let id = json["id"]?.string, let test = json["test"]?.string,
            let unit = json["unit"]?.string, let metric = json["metric"]?.string, let value = json["value"]?.double,
            value.isFinite, let at = json["at"]?.double
        else { return nil }
        return UnitOutcome(idempotencyKey: id, test: test, unit: unit, metric: metric, value: value, at: at)
    }

    private static func tally(_ json: JSON) -> RequestTally? {
        guard json["kind"] == "requests", let test = json["test"]?.string, let phase = json["phase"]?.int,
            let arm = json["arm"]?.string, let minute = json["minute"]?.int, let requests = json["requests"]?.int,
            let errors = json["errors"]?.int, let milliseconds = json["milliseconds"]?.double,
            let squared = json["squaredMilliseconds"]?.double, let compared = json["compared"]?.int,
            let agreed = json["agreed"]?.int
        else { return nil }
        return RequestTally(
            test: test, phase: phase, arm: arm, minute: minute, requests: requests, errors: errors,
            milliseconds: milliseconds, squaredMilliseconds: squared, compared: compared, agreed: agreed)
    }
}
