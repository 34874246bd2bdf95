import Foundation
import JSON
import ObjectStore
import ResultStore
import SweepModel
import TestSupport
import Testing
import TrainingCore

@testable import ModelServer

/// A store with two models, and a server on loopback that serves it.
final class ServerWorld: Sendable {
    let folder: TemporaryFolder
    let store: FolderStore
    let port: Int
    private let task: Task<Void, any Error>
    private let stopping: AsyncStream<Void>.Continuation

    static let features = ["a", "b"]

    /// A classifier whose answer says which model it is: label `yes` or `no` by the sign of factor · (a - b).
    static func model(factor: Double) throws -> Model {
        let weights = try #require(Matrix(rows: 2, columns: 2, storage: [-factor, factor, factor, -factor]))
        return try Model(
            trainer: "softmax", featureNames: features, labels: ["no", "yes"], standardization: nil,
            layers: [#require(DenseLayer(weights: weights, biases: [0, 0]))])
    }

    /// Stores a model, and says how an arm names it.
    static func backend(_ factor: Double, in store: FolderStore) throws -> ServingArm.Backend {
        let bytes = Data(try model(factor: factor).safetensors)
        let digest = Digest.sha256(bytes)
        try store.put("models/\(digest).safetensors", bytes)
        return .builtIn(key: "models/\(digest).safetensors", digest: digest)
    }

    static func document(
        _ revision: Int, _ backends: [ServingArm.Backend], weights: [Double]? = nil, test: String? = "t1",
        mode: ServingDocument.Mode = .split, coverage: [ServingDocument.CoverageStep] = []
    ) -> ServingDocument {
        let weights = weights ?? backends.map { _ in 1 / Double(backends.count) }
        let names = ["control", "treatment", "third"]
        return ServingDocument(
            revision: revision, test: test, mode: mode, hashSeed: "seed",
            arms: zip(backends, weights).enumerated().map { index, arm in
                ServingArm(name: names[index], version: index + 1, weight: arm.1, model: arm.0)
            }, coverage: coverage)
    }

    static func put(_ document: ServingDocument, in store: FolderStore) throws {
        try store.put(StoreKey.serving, JSONEncoder().encode(document))
    }

    /// - Parameters:
    ///   - root: where the store lies, in place of a temporary folder.
    ///   - change: of the settings.
    init(
        _ document: (FolderStore) throws -> ServingDocument, root: String? = nil,
        _ change: (inout ServerSettings) -> Void = { _ in }
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try FolderStore(root: root ?? folder.path + "/store")
        try Self.put(try document(store), in: store)
        var settings = ServerSettings()
        settings.port = 0
        settings.pollSeconds = 0.02
        settings.drainSeconds = 0.05
        change(&settings)
        let traffic = try TrafficStore(path: store.root + "/traffic.sqlite", access: .writing)
        let server = ModelServer(store: store, traffic: traffic, settings: settings) { _ in }
        let (stopped, stopping) = AsyncStream.makeStream(of: Void.self)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        task = Task {
            defer { found.finish() }
            try await server.run(until: { for await _ in stopped {} }, running: { found.yield($0) })
        }
        self.folder = folder
        self.store = store
        self.stopping = stopping
        guard let port = await ports.first(where: { _ in true }) else {
            try await task.value
            throw POSIXError(.EADDRNOTAVAIL)
        }
        self.port = port
    }

    /// Two arms that say the opposite of each other.
    static func opposites(
        weights: [Double] = [0.5, 0.5], mode: ServingDocument.Mode = .split,
        coverage: [ServingDocument.CoverageStep] = [], _ change: (inout ServerSettings) -> Void = { _ in }
    ) async throws -> ServerWorld {
        try await ServerWorld(
            { store in
                document(
                    1, [try backend(1, in: store), try backend(-1, in: store)], weights: weights, mode: mode,
                    coverage: coverage)
            }, change)
    }

    /// Drains, and waits for the end.
    func stop() async throws {
        stopping.finish()
        try await task.value
    }

    deinit { stopping.finish() }

    func ask(
        _ method: String, _ path: String, _ body: String = "", headers: [String: String] = [:]
    ) async throws -> HTTPReply {
        let port = port
        return try await OwnThread.run {
            try RawConnection(port: port).ask(method, path, Array(body.utf8), headers: headers)
        }
    }

    func predict(_ unit: String?, a: Double = 1, b: Double = 0) async throws -> HTTPReply {
        let name = unit.map { "\"unit\":\"\($0)\"," } ?? ""
        return try await ask("POST", "/predict", "{\(name)\"features\":[\(a),\(b)]}")
    }

    /// The first column of a query's first row.
    func sqlite(_ query: String) throws -> String {
        let script = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])"
        let result = try TestSupport.run(
            "/usr/bin/env", ["python3", "-c", script, store.root + "/traffic.sqlite", query])
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Waits for something that the server does by itself, at most 20 seconds.
    func wait(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while try await !condition() {
            try #require(ContinuousClock.now < deadline, "it never came to pass")
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
