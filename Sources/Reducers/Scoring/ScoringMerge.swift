internal import Foundation
internal import JSON
public import ObjectStore
public import SweepModel

/// Puts the results of all shards together, in the input's order, as one CSV in the store.
///
/// Each arm's shards hold its rows in order, so one shard an arm is in memory. Done again, it leaves the same bytes.
public struct ScoringMerge: Sendable {
    /// Missing shards that the verdict names.
    private static let namedMissing = 10
    /// The output is written in pieces of so many bytes.
    private static let pieceBytes = 1 << 20

    public init() {}

    /// - Throws: `ReduceError.unknownScoring`, `.unreadableWork`, and the errors of the store.
    public func merge(scoring: String, store: any ObjectStore) throws -> ScoringVerdict {
        let document = try Self.document(of: scoring, in: store)
        let shards = document.shards
        let missing = try Self.missing(of: document, in: store)
        if missing.isEmpty, try !store.exists(StoreKey.scoringOutput(scoring)) {
            try write(document, shards, store)
        }
        return ScoringVerdict(
            scoring: scoring, rows: document.rows, shards: shards.count, missing: missing.count,
            firstMissing: missing.prefix(Self.namedMissing).map(\.shard),
            arms: document.arms)
    }

    /// - Throws: `ReduceError`.
    public static func document(of scoring: String, in store: any ObjectStore) throws -> ScoringDocument {
        let key = StoreKey.scoringDocument(scoring)
        guard let object = try store.get(key) else {
            throw ReduceError.unknownScoring(scoring: scoring, store: store.name)
        }
        do {
            return try JSON(parsing: object.bytes).decode(ScoringDocument.self)
        } catch {
            throw ReduceError.unreadableWork(key: key, cause: "\(error)")
        }
    }

    /// Shards without a result, in order.
    public static func missing(of document: ScoringDocument, in store: any ObjectStore) throws -> [ScoringShard] {
        let folder = StoreKey.scoringResults(document.scoring)
        let done = Set(try store.list(prefix: folder))
        return document.shards.filter { !done.contains(StoreKey.scoringResult(document.scoring, $0.shard)) }
    }

    private func write(_ document: ScoringDocument, _ shards: [ScoringShard], _ store: any ObjectStore) throws {
        let path = NSTemporaryDirectory() + "/stepsweep-scoring-" + UUID().uuidString
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else {
            throw ObjectStoreError.unavailable(
                action: "write", path: path, cause: "the folder can't be written", fix: "set TMPDIR to one that can")
        }
        defer {
            try? file.close()
            try? FileManager.default.removeItem(atPath: path)
        }
        var piece = Data((CSVField.line(document.header) + "\n").utf8)
        var readers = document.arms.map { arm in
            ArmReader(scoring: document.scoring, shards: shards.filter { $0.arm == arm.name }.map(\.shard))
        }
        for row in 1...max(1, document.rows) where document.rows > 0 {
            var found = false
            for index in readers.indices where !found { found = try readers[index].take(row, into: &piece, store) }
            guard found else {
                throw ReduceError.unreadableWork(
                    key: StoreKey.scoringResults(document.scoring), cause: "row \(row) is in no shard's result")
            }
            if piece.count >= Self.pieceBytes {
                try file.write(contentsOf: piece)
                piece.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: piece)
        try file.close()
        let digest = Digest.sha256(try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped))
        try store.put(file: path, at: StoreKey.scoringOutput(document.scoring), sha256: digest)
    }
}

/// One arm's rows, shard after shard.
private struct ArmReader {
    let scoring: String
    let shards: [String]
    private var nextShard = 0
    private var bytes: [UInt8] = []
    private var position = 0
    /// The row at `position`, once it was looked at.
    private var row: Int?

    init(scoring: String, shards: [String]) {
        self.scoring = scoring
        self.shards = shards
    }

    /// Appends the output's line of this row where it is the arm's next one; a line may hold quoted line breaks.
    mutating func take(_ wanted: Int, into output: inout Data, _ store: any ObjectStore) throws -> Bool {
        if row == nil { row = try look(store) }
        guard row == wanted else { return false }
        var isQuoted = false
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: "\n"), !isQuoted { break }
        }
        output.append(contentsOf: bytes[start..<position])
        row = nil
        return true
    }

    /// The number in front of the next line, behind which `position` then is; `nil` at the end of the last shard.
    private mutating func look(_ store: any ObjectStore) throws -> Int? {
        while position >= bytes.count {
            guard nextShard < shards.count else { return nil }
            let key = StoreKey.scoringResult(scoring, shards[nextShard])
            guard let object = try store.get(key) else {
                throw ReduceError.unreadableWork(key: key, cause: "it is gone")
            }
            bytes = Array(object.bytes)
            position = 0
            nextShard += 1
        }
        var number = 0
        while position < bytes.count, bytes[position] != UInt8(ascii: ",") {
            let digit = Int(bytes[position]) - Int(UInt8(ascii: "0"))
            let (product, overflows) = number.multipliedReportingOverflow(by: 10)
            guard (0...9).contains(digit), !overflows, product <= Int.max - digit else {
                throw ReduceError.unreadableWork(
                    key: StoreKey.scoringResult(scoring, shards[max(0, nextShard - 1)]),
                    cause: "a line begins with no row's number")
            }
            number = product + digit
            position += 1
        }
        position += 1
        return number
    }
}
