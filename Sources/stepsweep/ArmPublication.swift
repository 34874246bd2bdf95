import Foundation
import JSON
import ObjectStore
import Scoring
import SweepModel

/// The serving document of this machine's store, as a bucket gets it: its models lie under their digests there.
struct ArmPublication {
    let served: ServedModels
    let document: ServingDocument

    init(_ served: ServedModels) {
        self.served = served
        var document = served.document
        for (index, arm) in served.models.enumerated() {
            document.arms[index].model = .builtIn(key: StoreKey.servedModel(arm.digest), digest: arm.digest)
        }
        self.document = document
    }

    /// - Returns: whether anything changed.
    /// - Throws: `CommandFailure` where the bucket's document is newer; the errors of the store.
    func publish(to bucket: any ObjectStore) throws -> Bool {
        let bytes = try Data(JSON(encoding: document).bytes(.indented))
        let there = try bucket.get(StoreKey.serving)
        if there?.bytes == bytes { return false }
        if let there, let known = try? JSON(parsing: there.bytes).decode(ServingDocument.self),
            known.revision >= document.revision
        {
            throw CommandFailure(
                "error: \(StoreKey.serving) in \(bucket.name) has revision \(known.revision), and this store's has "
                    + "\(document.revision): another store serves from that bucket; publish from there, or take its document away first",
                .conflict)
        }
        for arm in served.models {
            let key = StoreKey.servedModel(arm.digest)
            if try !bucket.holds(key, sha256: arm.digest) { try bucket.put(key, arm.bytes) }
        }
        // The models come first: whoever reads the new document finds them.
        do {
            try bucket.put(StoreKey.serving, bytes, if: there.map { .unchanged($0.version) } ?? .absent)
        } catch ObjectStoreError.conflict {
            throw CommandFailure(
                "error: somebody else changed \(StoreKey.serving) in \(bucket.name) at this moment; look, and run the same command again",
                .conflict)
        }
        return true
    }
}
