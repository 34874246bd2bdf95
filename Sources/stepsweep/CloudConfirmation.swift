import AWS
import Decisions
import Foundation
import ObjectStore
import StepFunctionsEngine
import SweepCompiler
import SweepEngines
import SweepModel

/// `confirm --on aws`: records in the bucket and here, launches as `launch` does, and shows what has ended.
struct CloudConfirmation {
    let draft: ConfirmationDraft
    let store: FolderStore
    let stack: String
    let aws: AWSOptions
    let options: RunOptions
    let watches: Bool
    let why: String?

    func run() async throws {
        let prices = try KnownPrices(folder: store.root).table(
            region: KnownPrices.region(given: aws.region, profile: aws.profile))
        let (compiled, compilation) = try draft.compile(prices: prices)
        let id = compiled.sweep
        if try await show(id) { return }
        try compilation.plan.price(with: prices)?.judge(naming: draft.order.sweep)
        let client = try await aws.client()
        let engine = StepFunctionsEngine(client: client, local: store)
        let found = try await CloudStack.read(stack, client)
        let original = try StepFunctionsEngine.place(of: draft.order.sweep, in: store)
        let isThere = original?.bucket == found.target.bucket
        let launch = SweepLaunch(
            compiled: compiled, plan: compilation.plan, files: try draft.filesToUpload(isThere: isThere),
            local: LocalSettings(
                workingDirectory: draft.confirmed.local.workingDirectory, file: draft.confirmed.local.file),
            environment: isThere ? try await engine.environment(of: draft.order.sweep) : nil, prices: prices)
        let data = try await draft.dataInS3(client)
        // Whatever refuses the launch comes before the record: it must not cost the one look.
        try found.check(
            data, region: client.region,
            allow: DataCommand(stack: found.name, region: aws.region, profile: aws.profile).text(
                for: [draft.confirmed.local.file]))
        try engine.check(launch, on: found)
        try await ConfirmationRecord(draft: draft, id: id, store: store, why: why).keep(
            in: found.target.bucket, by: engine)
        var launching = options
        if watches { launching.json = false }
        try await CloudLaunch(
            launch: launch, store: store, stack: stack, aws: aws, options: launching, watches: watches,
            data: data, file: draft.confirmed.local.file
        ).run()
        if watches { _ = try await show(id) }
    }

    /// Brings the results of one that has ended and shows them; one that runs is followed where that is asked for.
    ///
    /// - Returns: false where it was never started.
    private func show(_ id: String) async throws -> Bool {
        guard let engine = try await Cloud.engine(of: id, in: store) else { return false }
        let status = try await engine.status(of: id)
        guard status.run > 0 else { return false }
        if status.state == .running {
            guard watches else {
                Terminal.write("\(id) runs on AWS; follow it with: stepsweep watch \(id)\n")
                return true
            }
            try await SweepWatch(sweep: id, store: store, quiet: true).run()
        }
        _ = try await engine.pullResults(of: id)
        try ConfirmationResult(id: id, store: store, options: options).show()
        return true
    }
}
