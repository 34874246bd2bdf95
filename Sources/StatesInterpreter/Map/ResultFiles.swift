internal import Foundation
internal import JSON
internal import StatesLanguage

/// The objects of a `ResultWriter`: `SUCCEEDED_n.json`, `FAILED_n.json` and `PENDING_n.json` with the children, and
/// `manifest.json`.
///
/// Only one task writes at a time, the one that gathers the children's ends.
final class ResultFiles {
    private let objects: any MapObjects
    private let bucket: String
    private let folder: String
    private let config: WriterConfig
    private let mapRunId: String
    private var parts: [Kind: Part] = [:]

    /// A part is written when it has grown to this size.
    private static let partBytes = 5 << 20

    enum Kind: String, CaseIterable {
        case failed = "FAILED"
        case pending = "PENDING"
        case succeeded = "SUCCEEDED"
    }

    private struct Part {
        var records: [[UInt8]] = []
        var bytes = 0
        var written: [JSON] = []
    }

    init(
        _ parameters: JSON, _ config: WriterConfig?, _ strand: Strand, mapRunId: String
    ) throws(Interruption) {
        guard let objects = strand.frame.surroundings.objects, let bucket = parameters["Bucket"]?.string else {
            throw Self.failure("The results need an object store and a Bucket.")
        }
        self.objects = objects
        self.bucket = bucket
        self.config = config ?? WriterConfig(outputType: .json, transformation: .none)
        self.mapRunId = mapRunId
        let prefix = parameters["Prefix"]?.string ?? ""
        let uuid = Self.uuid(strand.frame.surroundings.randomBits)
        folder = prefix.isEmpty || prefix.hasSuffix("/") ? prefix + uuid : "\(prefix)/\(uuid)"
    }

    /// What the state results in instead of the results.
    var reference: JSON {
        [
            "MapRunArn": .string(mapRunId),
            "ResultWriterDetails": ["Bucket": .string(bucket), "Key": .string("\(folder)/manifest.json")],
        ]
    }

    func add(_ end: MapRun.Child.End) async throws(Interruption) {
        switch end.result {
        case .succeeded(let output):
            for record in records(of: end, output) { try await add(record, to: .succeeded) }
        case .failed, .timedOut: try await add(end.description, to: .failed)
        case .aborted: try await addPending(end.batch.input)
        }
    }

    func addPending(_ input: JSON) async throws(Interruption) {
        try await add(
            ["Input": .string(input.text()), "InputDetails": ["Included": true], "Status": "PENDING"], to: .pending)
    }

    func finish() async throws(Interruption) {
        var files: [String: JSON] = [:]
        for kind in Kind.allCases {
            try await write(kind)
            files[kind.rawValue] = .array(parts[kind]?.written ?? [])
        }
        let manifest: JSON = [
            "DestinationBucket": .string(bucket), "MapRunArn": .string(mapRunId), "ResultFiles": .object(files),
        ]
        try await put(manifest.bytes(), at: "\(folder)/manifest.json")
    }

    private func records(of end: MapRun.Child.End, _ output: JSON) -> [JSON] {
        switch config.transformation {
        case .none: [end.description]
        case .compact: [output]
        case .flatten: output.array ?? [output]
        }
    }

    private func add(_ record: JSON, to kind: Kind) async throws(Interruption) {
        let bytes = record.bytes()
        parts[kind, default: Part()].records.append(bytes)
        parts[kind, default: Part()].bytes += bytes.count + 1
        if parts[kind, default: Part()].bytes >= Self.partBytes { try await write(kind) }
    }

    private func write(_ kind: Kind) async throws(Interruption) {
        guard var part = parts[kind], !part.records.isEmpty else { return }
        let isList = config.outputType == .json
        let key = "\(folder)/\(kind.rawValue)_\(part.written.count).\(isList ? "json" : "jsonl")"
        let separator: [UInt8] = [UInt8(ascii: isList ? "," : "\n")]
        var bytes = Array(part.records.joined(separator: separator))
        if isList { bytes = [UInt8(ascii: "[")] + bytes + [UInt8(ascii: "]")] }
        try await put(bytes, at: key)
        part.written.append(["Key": .string(key), "Size": .integer(bytes.count)])
        (part.records, part.bytes) = ([], 0)
        parts[kind] = part
    }

    private func put(_ bytes: [UInt8], at key: String) async throws(Interruption) {
        do {
            try await objects.putObject(bucket: bucket, key: key, bytes: bytes)
        } catch {
            throw Self.failure(error.cause ?? error.error)
        }
    }

    private static func failure(_ cause: String) -> Interruption {
        .failed(StateFailure(error: ErrorName.resultWriterFailed, cause: cause))
    }

    private static func uuid(_ randomBits: () -> UInt64) -> String {
        let digits = [randomBits(), randomBits()].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        return digits.joined()
    }
}

extension MapRun.Child.End {
    /// The child as `DescribeExecution` would give it.
    var description: JSON {
        var members: [String: JSON] = [
            "ExecutionArn": .string(identity.id), "Input": .string(batch.input.text()),
            "InputDetails": ["Included": true],
            "Name": .string(identity.name), "StartDate": .string(startTime.iso8601Milliseconds),
            "StateMachineArn": .string(identity.stateMachineId), "Status": .string(result.status),
            "StopDate": .string(stopTime.iso8601Milliseconds),
        ]
        switch result {
        case .succeeded(let output):
            members["Output"] = .string(output.text())
            members["OutputDetails"] = ["Included": true]
        case .failed(let error, let cause):
            members["Error"] = error.map(JSON.string)
            members["Cause"] = cause.map(JSON.string)
        case .timedOut, .aborted: break
        }
        return .object(members)
    }
}
