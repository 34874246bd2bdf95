internal import AWS
internal import Foundation
internal import JSON
internal import ObjectStore
internal import SweepModel

/// Reads and writes `aws.json`: the bucket's copy is the truth, the local one says which bucket to ask.
struct CloudRecord: Sendable {
    let sweep: String
    let local: FolderStore

    private var key: String { StoreKey.cloud(sweep) }

    func localCopy() throws -> CloudSweep? {
        guard let object = try local.get(key) else { return nil }
        return try decode(object.bytes)
    }

    /// The bucket's record and its version.
    func read(in bucket: S3Store) throws -> (record: CloudSweep, version: ObjectVersion)? {
        guard let object = try bucket.get(key) else { return nil }
        return (try decode(object.bytes), object.version)
    }

    /// - Throws: `ObjectStoreError.conflict` where somebody else changed it meanwhile.
    func write(_ record: CloudSweep, to bucket: S3Store, replacing version: ObjectVersion?) throws {
        let bytes = Data(try JSON(encoding: record).bytes(.indented))
        try bucket.put(key, bytes, if: version.map { .unchanged($0) } ?? .absent)
        try keep(record)
    }

    func keep(_ record: CloudSweep) throws {
        try local.put(key, Data(try JSON(encoding: record).bytes(.indented)))
    }

    private func decode(_ bytes: Data) throws -> CloudSweep {
        do {
            return try JSONDecoder().decode(CloudSweep.self, from: bytes)
        } catch {
            throw EngineError.corruptDocument(key: key, problem: "not the document that was written")
        }
    }
}
