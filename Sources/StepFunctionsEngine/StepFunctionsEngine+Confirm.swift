internal import AWS
internal import Foundation
public import ObjectStore
internal import SweepEngines
public import SweepModel

extension StepFunctionsEngine {
    /// What the programs of a sweep on AWS get from outside; `nil` where that is nothing. It never comes to this machine's disk.
    ///
    /// - Throws: `CloudError`, `EngineError.corruptDocument` and the errors of `AWS`.
    public func environment(of sweep: String) async throws -> EnvironmentDocument? {
        let bucket = try bucket(locate(sweep).bucket)
        return try await OwnThread.run {
            let key = StoreKey.environment(sweep)
            guard let object = try bucket.get(key) else { return nil }
            guard let document = try? JSONDecoder().decode(EnvironmentDocument.self, from: object.bytes) else {
                throw EngineError.corruptDocument(key: key, problem: "not the document that was written")
            }
            return document
        }
    }

    /// Gives a bucket as an object store to `body`, on a thread of its own.
    public func inBucket<Value: Sendable>(
        _ name: String, _ body: @escaping @Sendable (any ObjectStore) throws -> Value
    ) async throws -> Value {
        let bucket = try bucket(name)
        return try await OwnThread.run { try body(bucket) }
    }
}
