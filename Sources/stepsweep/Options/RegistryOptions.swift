import AWS
import ArgumentParser
import Decisions
import Foundation
import ObjectStore

/// Where model versions, aliases and decisions live.
struct RegistryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder, or s3://bucket, of models, aliases and decisions; without it STEPSWEEP_REGISTRY, or the store.",
            valueName: "place"))
    var registry: String?

    mutating func validate() throws {
        if registry == "" { throw ValidationError("--registry: must name a folder or s3://bucket, received nothing") }
        if let registry { try Self.check(registry, from: "--registry") }
    }

    /// Opens the registry on a thread of its own, and lets `body` use it there: a bucket's calls block.
    func run<Value: Sendable>(
        over store: FolderStore, _ body: @escaping @Sendable (Registry) throws -> Value
    ) async throws -> Value {
        let home = try place.map(Self.location)
        return try await OwnThread.run { try body(Registry(store: store, home: try home?.open())) }
    }

    /// The store, which need not be there where the registry lies elsewhere: then there is nothing of any sweep to read.
    func store(of options: StoreOptions) throws -> FolderStore {
        let isElsewhere = try place != nil && !FileManager.default.fileExists(atPath: options.folder)
        return isElsewhere ? try FolderStore(existing: NSTemporaryDirectory()) : try options.openExisting()
    }

    /// Flag, then `STEPSWEEP_REGISTRY`.
    private var place: String? {
        get throws {
            if let registry { return registry }
            guard let named = Terminal.environment("STEPSWEEP_REGISTRY"), !named.isEmpty else { return nil }
            do {
                try Self.check(named, from: "STEPSWEEP_REGISTRY")
            } catch let error as ValidationError {
                throw CommandFailure("error: \(error.message)", .usage)
            }
            return named
        }
    }

    private static func location(_ place: String) throws -> StoreLocation {
        guard !place.hasPrefix("s3://") else { return StoreLocation(place) }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure(
                "error: no folder \(place) for the registry; make it first, or name another with --registry", .notFound)
        }
        return .folder(place)
    }

    private static func check(_ place: String, from option: String) throws {
        guard place.contains("://") else { return }
        let bucket = place.hasPrefix("s3://") ? place.dropFirst("s3://".count) : ""
        let name = bucket.hasSuffix("/") ? bucket.dropLast() : bucket
        guard S3Bucket.isName(String(name)) else {
            throw ValidationError(
                "\(option): must be a folder or s3:// and a bucket's name without a path, received `\(place)`: a bucket has one registry"
            )
        }
    }
}
