internal import AWS
internal import Foundation
internal import ObjectStore
internal import SweepEngines
internal import SweepModel

/// Brings home what the bucket knows of a sweep's confirmations, whoever made them: the notes, the records of looks at the test rows,
/// and the confirmations' own documents and outcomes. All but outcomes are made once, so each comes once.
struct ConfirmationMirror {
    let bucket: S3Store
    let local: FolderStore
    /// The user's profile, noted for later commands.
    let profile: String?

    func update(_ sweep: String) throws {
        var keys = try bucket.list(prefix: StoreKey.confirmations(sweep))
        let ids = keys.compactMap { $0.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } }
        if let split = try split(of: sweep) { keys += try bucket.list(prefix: StoreKey.testScorings(split.id)) }
        try bring(keys)
        for id in ids { try adopt(id) }
    }

    /// One that this machine ran itself stays as it is.
    private func adopt(_ confirmation: String) throws {
        let records = CloudRecord(sweep: confirmation, local: local)
        guard var record = try records.read(in: bucket)?.record,
            try records.localCopy() != nil || !local.exists(StoreKey.work(confirmation))
        else { return }
        if try records.localCopy() == nil {
            record.profile = profile
            try StepFunctionsEngine.bringDocuments(of: confirmation, from: bucket, to: local)
            try records.keep(record)
            try bring([StoreKey.work(confirmation)])
        }
        try OutcomeMirror.update(confirmation, from: bucket, to: local)
    }

    private func split(of sweep: String) throws -> TestSplit? {
        try local.get(StoreKey.work(sweep)).flatMap { try? JSONDecoder().decode(WorkDocument.self, from: $0.bytes) }
            .flatMap(TestSplit.init)
    }

    private func bring(_ keys: [String]) throws {
        try bucket.get(keys.filter { try !local.exists($0) }) { try local.put($0, $1) }
    }
}
