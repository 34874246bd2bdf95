internal import Foundation
internal import ResultStore
internal import SweepModel

extension OutcomeObject {
    /// Reads an outcome object of `sweep`: one JSON object a line.
    ///
    /// A line that is no outcome of this sweep is reported and costs nothing but itself.
    init(key: String, bytes: Data, of sweep: String) {
        self.init(key: key, records: [])
        guard let name = ObjectName(key: key, sweep: sweep) else {
            let expected = StoreKey.outcomes(sweep, pack: "<pack>") + "<generation>-<part>.jsonl"
            unreadable = [
                UnreadableLine(object: key, line: 0, problem: "the object's name must be like `\(expected)`")
            ]
            return
        }
        // An array is split several times faster than `Data`.
        let lines = Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated()
        where !line.isEmpty {
            do {
                records.append(try Self.record(line, name, line: index + 1, of: sweep))
            } catch {
                unreadable.append(UnreadableLine(object: key, line: index + 1, problem: error.message))
            }
        }
    }

    private static func record(
        _ line: ArraySlice<UInt8>, _ name: ObjectName, line number: Int, of sweep: String
    ) throws(OutcomeProblem) -> OutcomeRecord {
        OutcomeRecord(
            outcome: try TrialOutcome(line: line, sweep: sweep, pack: name.pack),
            place: RecordPlace(generation: name.generation, part: name.part, pack: name.pack, line: number))
    }
}

/// What the key of an outcome object says: `sweeps/<sweep>/outcomes/<pack>/<generation>-<part>.jsonl`.
private struct ObjectName {
    let pack: String
    let generation: Int
    let part: Int

    init?(key: String, sweep: String) {
        let prefix = StoreKey.outcomes(sweep)
        let suffix = ".jsonl"
        guard key.hasPrefix(prefix), key.hasSuffix(suffix) else { return nil }
        let parts = key.dropFirst(prefix.count).dropLast(suffix.count).split(separator: "/")
        guard parts.count == 2 else { return nil }
        let numbers = parts[1].split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 2 else { return nil }
        pack = String(parts[0])
        generation = numbers[0]
        part = numbers[1]
    }
}
