internal import AWS
internal import ObjectStore
internal import SweepModel

/// Brings outcome records home. A record never changes once it is there, so each comes once.
enum OutcomeMirror {
    static func update(_ sweep: String, from bucket: S3Store, to local: FolderStore) throws {
        let prefix = StoreKey.outcomes(sweep)
        let known = Set(try local.list(prefix: prefix))
        try bucket.get(bucket.list(prefix: prefix).filter { !known.contains($0) }) { key, bytes in
            try local.put(key, bytes, durability: .deferred)
        }
    }
}
