internal import Foundation
internal import JSON
internal import ObjectStore
internal import StatesInterpreter

/// Does on this machine what AWS services do for a sweep's state machine.
struct LocalTaskRunner: TaskRunner {
    let jobs: LocalJobRunner
    let store: FolderStore
    let reduction: LocalReduction

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        switch request.resource {
        case "arn:aws:states:::batch:submitJob.sync":
            guard let job = LocalJob(submitJob: request.parameters) else {
                throw TaskFailure(error: "Batch.ClientException", cause: "JobName and JobQueue are required")
            }
            if let answer = try reduction.run(job) { return answer }
            return try await jobs.result(of: job)
        case "arn:aws:states:::ecs:runTask.sync":
            guard let job = LocalJob(runTask: request.parameters) else {
                throw TaskFailure(
                    error: "ECS.InvalidParameterException", cause: "TaskDefinition and Overrides are required")
            }
            return try await jobs.result(of: job)
        case "arn:aws:states:::lambda:invoke":
            return try reduction.invoke(request.parameters)
        case "arn:aws:states:::aws-sdk:s3:getObject":
            return try await getObject(request.parameters)
        default:
            throw TaskFailure(
                error: "States.Runtime",
                cause: "this machine has nothing that stands for \(request.resource); "
                    + "it runs batch:submitJob.sync, ecs:runTask.sync, lambda:invoke and aws-sdk:s3:getObject")
        }
    }

    /// An object of the store; its text is the answer's `Body`, as in Step Functions' own call.
    private func getObject(_ parameters: JSON) async throws(TaskFailure) -> JSON {
        guard let bucket = parameters["Bucket"]?.string, let key = parameters["Key"]?.string else {
            throw TaskFailure(error: "S3.S3Exception", cause: "Bucket and Key are required")
        }
        let bytes = try await FolderObjects(store: store).getObject(bucket: bucket, key: key)
        return ["Body": .string(String(decoding: bytes, as: UTF8.self)), "ContentLength": .integer(bytes.count)]
    }
}

/// A folder stands for the bucket whose name is its path.
struct FolderObjects: MapObjects {
    let store: FolderStore

    func getObject(bucket: String, key: String) async throws(TaskFailure) -> [UInt8] {
        let object: StoredObject?
        do { object = try store(named: bucket).get(key) } catch { throw failure(error) }
        guard let object else { throw TaskFailure(error: "S3.NoSuchKey", cause: "\(key) is not in \(bucket)") }
        return Array(object.bytes)
    }

    func listObjects(bucket: String, prefix: String) async throws(TaskFailure) -> [ListedObject] {
        do {
            let store = try store(named: bucket)
            return try store.list(prefix: prefix).compactMap { key in
                try store.get(key).map {
                    ListedObject(
                        key: key, sizeBytes: $0.bytes.count, etag: "\"\($0.version.tag)\"", lastModified: Date())
                }
            }
        } catch { throw failure(error) }
    }

    func putObject(bucket: String, key: String, bytes: [UInt8]) async throws(TaskFailure) {
        do { try store(named: bucket).put(key, Data(bytes)) } catch { throw failure(error) }
    }

    private func store(named bucket: String) throws -> FolderStore {
        guard bucket == store.root else {
            throw ObjectStoreError.unavailable(
                action: "open", path: bucket, cause: "it is not this sweep's store", fix: "launch the sweep again")
        }
        return store
    }

    private func failure(_ error: any Error) -> TaskFailure { TaskFailure(error: "S3.S3Exception", cause: "\(error)") }
}
