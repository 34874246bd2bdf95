import AWS
import Foundation
import HTTPStart
import JSON
import ObjectStore
import StepFunctionsEngine
import SweepCompiler
import SweepEngines
import SweepModel

/// One sweep file that came over HTTP: read, held against the cap, compiled, and started on a stack.
struct SweepStart: Sendable {
    let client: AWSClient
    let stack: CloudStack
    let rules: StartRules

    /// Larger results would fill the function's disk and time; equal trials are trained again then. 1 GiB.
    private static let largestReusedBytes = 1 << 30

    /// Never throws: whatever went wrong is an answer.
    func answer(to event: Data) async -> StartAnswer {
        do {
            return try await start(StartRequest(event: event))
        } catch {
            return StartAnswer(error)
        }
    }

    private func start(_ request: StartRequest) async throws -> StartAnswer {
        let scratch = try FolderStore(
            root: NSTemporaryDirectory() + "/stepsweep-start-" + UUID().uuidString.lowercased())
        defer { try? FileManager.default.removeItem(atPath: scratch.root) }
        let client = client
        let loaded = try await LoadedSweep(
            upload: request.file, under: rules, cache: scratch.root + "/s3", stack: stack.name
        ) { client }
        for object in loaded.dataInS3 {
            try stack.check(
                [object], region: client.region,
                allow: DataCommand(stack: stack.name, region: client.region).text(data: object.address))
        }
        let prices = try await StackPrices.table(
            region: client.region, in: S3Bucket(stack.target.bucket, client: client))
        let results = try await S3Bucket(stack.target.bucket, client: client).head(StoreKey.results)
        let reuses = (results?.sizeBytes ?? 0) <= Self.largestReusedBytes
        let (launch, price) = try compile(loaded, prices, reusesEqualTrials: reuses)
        let launched = try await StepFunctionsEngine(client: client, local: scratch)
            .launch(launch, on: stack, profile: nil) { _ in }
        return started(launched, price, loaded.warnings.map(\.description) + loaded.doubtsOnAWS)
    }

    /// - Throws: `InvalidFile` also for what is too large, or too dear.
    private func compile(
        _ loaded: LoadedSweep, _ prices: PriceTable, reusesEqualTrials: Bool
    ) throws -> (SweepLaunch, PlanPrice) {
        let compilation = try loaded.compile(prices: prices)
        let plan = compilation.plan
        guard let compiled = compilation.launchable, let price = plan.price(with: prices) else {
            throw loaded.invalid("budget.max_trials", plan.refusal ?? "can't be launched")
        }
        if let problem = rules.problem(with: price, stack: stack.name) {
            throw loaded.invalid(problem.key, problem.message)
        }
        let secrets = loaded.experiment.environment.secrets
        let launch = SweepLaunch(
            compiled: compiled, plan: plan, files: loaded.filesToUpload,
            local: LocalSettings(workingDirectory: "/", file: loaded.path), reusesEqualTrials: reusesEqualTrials,
            environment: secrets.isEmpty ? nil : EnvironmentDocument(secrets: secrets), prices: prices)
        return (launch, price)
    }

    private func started(
        _ launched: StepFunctionsEngine.Launched, _ price: PlanPrice, _ warnings: [String]
    ) -> StartAnswer {
        let place = launched.place
        // One that runs already has the price and the cap that it was started with.
        let price: [String: JSON] =
            launched.began
            ? [
                "usd": ["least": .number(price.usd.least), "most": .number(price.usd.most)],
                "budget": [
                    "maxUSD": price.budget.map { .number($0.maxUSD) } ?? .null,
                    "verdict": .string(price.verdict.name), "reason": price.budget.map { .string($0.reason) } ?? .null,
                ],
            ] : ["usd": .null, "budget": .null]
        let members: [String: JSON] = [
            "sweep": .string(place.sweep), "stack": .string(place.stack), "region": .string(place.region),
            "bucket": .string(place.bucket), "stateMachine": .string(place.stateMachine),
            "execution": place.executions.last.map(JSON.string) ?? .null,
            "warnings": .array(warnings.map(JSON.string)),
            "follow": .string(
                "stepsweep watch \(place.sweep) --stack \(place.stack) --region \(place.region)"),
        ]
        return StartAnswer(began: launched.began, members.merging(price) { first, _ in first })
    }
}

extension StartAnswer {
    /// What a failure says to the caller.
    fileprivate init(_ error: any Error) {
        switch error {
        case let answer as StartAnswer: self = answer
        case let invalid as InvalidFile: self.init(invalid)
        case let error as CloudError:
            let refusal = Self.refusal(error)
            let hint =
                refusal == .conflict ? " (a store that doesn't know the sweep finds it with --stack and --region)" : ""
            self.init(refusal, "\(error)" + hint)
        case ObjectStoreError.conflict:
            self.init(.conflict, "the same sweep is being started by somebody else: send the file again to see it")
        case is AWSError, is ConnectionFailure, is CredentialsError, is ObjectStoreError:
            self.init(.unavailable, "\(error); sending the file again goes on where this ended")
        default: self.init(.failed, CommandFailure(error)?.message ?? "\(error)")
        }
    }

    private static func refusal(_ error: CloudError) -> Refusal {
        switch error {
        case .stackNotReady, .programNotRelative, .unreadableData: .invalidFile
        case .ranBefore, .stillRunning, .ranHere, .elsewhere, .notStarted: .conflict
        case .noStack, .notInBucket, .leftAlive: .failed
        }
    }
}
