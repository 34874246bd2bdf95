internal import AWS
internal import Foundation
internal import ObjectStore
internal import SweepCompiler
internal import SweepEngines
internal import SweepModel

extension StepFunctionsEngine {
    /// Lets this machine's store follow a sweep that it did not launch: one that was started elsewhere, or over HTTP.
    ///
    /// - Parameters:
    ///   - name: a sweep's id, the beginning of one, or its name, of which the latest counts.
    ///   - profile: noted for later commands.
    /// - Returns: the sweep's id.
    /// - Throws: `EngineError.ambiguousName`, `CloudError` and the errors of `AWS`.
    public func adopt(_ name: String, stack: CloudStack, profile: String?) async throws -> String {
        let bucketName = stack.target.bucket
        let sweep: String
        do {
            sweep = try await Self.find(name, in: S3Bucket(bucketName, client: client))
        } catch EngineError.sweepNotFound(let name, let known) {
            throw CloudError.notInBucket(name: name, bucket: bucketName, stack: stack.name, known: known)
        }
        let (bucket, local) = (try bucket(bucketName), local)
        try await OwnThread.run {
            try Self.checkPlace(of: sweep, bucket: bucketName, in: local)
            let records = CloudRecord(sweep: sweep, local: local)
            guard var record = try records.read(in: bucket)?.record else {
                throw CloudError.notInBucket(name: name, bucket: bucketName, stack: stack.name, known: [])
            }
            record.profile = profile
            try Self.bringDocuments(of: sweep, from: bucket, to: local)
            try records.keep(record)
            // A sweep with this document is complete.
            try bucket.get([StoreKey.work(sweep)]) { try local.put($0, $1) }
            try ConfirmationMirror(bucket: bucket, local: local, profile: profile).update(sweep)
        }
        return sweep
    }

    private static func checkPlace(of sweep: String, bucket: String, in local: FolderStore) throws {
        guard let place = try place(of: sweep, in: local) else {
            guard try local.list(prefix: StoreKey.outcomes(sweep)).isEmpty else {
                throw CloudError.ranHere(sweep: sweep)
            }
            return
        }
        guard place.bucket == bucket else { throw CloudError.elsewhere(sweep: sweep, stack: place.stack) }
    }

    /// None of them changes once it is there, so each comes once. Of the gate's document it counts that there is one, and its limits.
    static func bringDocuments(of sweep: String, from bucket: S3Store, to local: FolderStore) throws {
        let known = Set(try local.list(prefix: StoreKey.sweep(sweep)))
        let keys =
            try bucket.list(prefix: StoreKey.packs(sweep)) + [
                StoreKey.manifest(sweep, run: 0), StoreKey.stateMachine(sweep), StoreKey.plan(sweep),
                StoreKey.control(sweep),
            ]
        try bucket.get(keys.filter { !known.contains($0) }) { key, bytes in
            try local.put(key, bytes, durability: .deferred)
        }
        try local.synchronise()
    }

    /// The id that a name means in the bucket, where only sweeps that were launched count.
    private static func find(_ name: String, in bucket: S3Bucket) async throws -> String {
        let slug = SweepName.slug(name)
        if slug == name, try await bucket.head(StoreKey.cloud(name)) != nil { return name }
        let folders = try await bucket.folders(prefix: "sweeps/" + slug)
        var dated: [(id: String, seconds: Double)] = []
        for folder in folders {
            let id = String(folder.dropFirst("sweeps/".count).dropLast())
            guard let record = try await bucket.head(StoreKey.cloud(id)) else { continue }
            dated.append((id, record.lastModified?.timeIntervalSince1970 ?? 0))
        }
        dated.sort { ($0.seconds, $0.id) > ($1.seconds, $1.id) }
        return try SweepCatalog.resolve(name, among: dated.map(\.id))
    }
}
