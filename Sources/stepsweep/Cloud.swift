import AWS
import ObjectStore
import StepFunctionsEngine
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
    ///
    /// - Parameter inspector: of the same store; whoever asks for many sweeps makes it once.
    static func status(
        of sweep: String, in store: FolderStore, inspector: SweepInspector? = nil
    ) async throws -> SweepStatus {
        if let engine = try await engine(of: sweep, in: store) { return try await engine.status(of: sweep) }
        return try (inspector ?? SweepInspector(store: store)).status(of: sweep)
    }

    /// Adds what a sweep on AWS has used, once its latest execution has ended. A bill that can't be had is no reason to fail.
    static func addBill(to status: inout SweepStatus, in store: FolderStore) async {
        guard status.result != nil else { return }
        do {
            guard let place = try StepFunctionsEngine.place(of: status.sweep, in: store),
                let engine = try await engine(of: status.sweep, in: store)
            else { return }
            let prices = try KnownPrices(folder: store.root).table(region: place.region)
            status.bill = try await engine.bill(of: status.sweep, prices: prices)
        } catch {
            Terminal.say("warning: nobody can tell what \(status.sweep) used: \(error)")
        }
    }
}
