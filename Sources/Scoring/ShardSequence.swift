public import Foundation
internal import SweepModel

/// Shards as objects of the store: one buffer an arm, whatever the input's size.
public struct ShardSequence: Sequence, Sendable {
    let scoring: String
    let document: ScoringDocument
    let rows: RoutedRows
    /// The features of each arm's model.
    let columns: [[String]]

    public func makeIterator() -> Iterator { Iterator(self) }

    public struct Iterator: IteratorProtocol {
        private let shards: ShardSequence
        private var rows: RoutedRows
        private var buffers: [Buffer]

        private struct Buffer {
            var nextShard: Int
            var text = ""
            var count = 0
        }

        init(_ shards: ShardSequence) {
            self.shards = shards
            rows = shards.rows
            var first = 0
            buffers = shards.document.arms.map { arm in
                defer { first += arm.shards(of: shards.document.shardRows) }
                return Buffer(nextShard: first)
            }
        }

        public mutating func next() -> (key: String, bytes: Data)? {
            // Every row was read before, from the same bytes in memory: none is wrong.
            while let row = try? rows.next(), let features = try? rows.features(of: row) {
                buffers[row.arm].text += "\(row.number),\(CSVField.quoted(row.unit))"
                for feature in features { buffers[row.arm].text += ",\(feature)" }
                buffers[row.arm].text += "\n"
                buffers[row.arm].count += 1
                if buffers[row.arm].count == shards.document.shardRows { return take(row.arm) }
            }
            return buffers.firstIndex { $0.count > 0 }.map { take($0) }
        }

        private mutating func take(_ arm: Int) -> (key: String, bytes: Data) {
            let header = CSVField.line(["row", "unit"] + shards.columns[arm]) + "\n"
            let bytes = Data((header + buffers[arm].text).utf8)
            let name = ScoringDocument.shardName(buffers[arm].nextShard)
            buffers[arm] = Buffer(nextShard: buffers[arm].nextShard + 1)
            return (StoreKey.scoringShard(shards.scoring, name), bytes)
        }
    }
}
