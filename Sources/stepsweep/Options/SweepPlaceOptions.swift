import AWS
import ArgumentParser
import ObjectStore
import StepFunctionsEngine
import SweepEngines

/// Where a command finds its sweep: in the store, or in the bucket of a stack, from where the store takes it over.
struct SweepPlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Look in the bucket of this stack: for a sweep that was launched elsewhere, or started over HTTP. Afterwards the store knows it.",
            valueName: "name"))
    var stack: String?

    @OptionGroup var aws: AWSOptions

    mutating func validate() throws {
        guard stack == nil else { return }
        if let (option, _) = [("--profile", aws.profile), ("--region", aws.region)].first(where: { $0.1 != nil }) {
            throw ValidationError("\(option): only with --stack; a sweep of the store knows where it runs")
        }
    }

    /// The store, and the sweep's id in it.
    func find(_ sweep: String, in store: StoreOptions) async throws -> (store: FolderStore, sweep: String) {
        guard let stack else {
            let folder = try store.openExisting()
            return (folder, try SweepCatalog(store: folder).resolve(sweep))
        }
        _ = try StackOptions.names(of: stack)
        let client = try await aws.client()
        let found = try await CloudStack.read(stack, client)
        let folder = try store.open()
        let engine = StepFunctionsEngine(client: client, local: folder)
        return (folder, try await engine.adopt(sweep, stack: found, profile: aws.profile))
    }
}
