import AWS
import ObjectStore
import SweepEngines

/// The way to sweeps that run on AWS.
enum Cloud {
    /// The engine that runs a sweep there; `nil` for a sweep of this machine.
    static func engine(of sweep: String, in store: FolderStore) async throws -> StepFunctionsEngine? {
        guard let place = try StepFunctionsEngine.place(of: sweep, in: store) else { return nil }
        let client = try await AWSClient.configured(region: place.region, profile: place.profile)
        return StepFunctionsEngine(client: client, local: store)
    }

    /// The status of a sweep, wherever it runs.
    static func status(of sweep: String, in store: FolderStore) async throws -> SweepStatus {
        if let engine = try await engine(of: sweep, in: store) { return try await engine.status(of: sweep) }
        return try SweepInspector(store: store).status(of: sweep)
    }
}
