import AWS
import ArgumentParser
import CloudSetup
import Decisions
import Foundation
import ObjectStore
import ResultStore
import StepFunctionsEngine
import SweepCompiler
import SweepModel

/// Where else than in this store a test's traffic may lie.
struct TrafficOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "First bring what the function of this stack saw; see `stepsweep ab deploy`.", valueName: "name"))
    var stack: String?
    @OptionGroup var aws: AWSOptions

    mutating func validate() throws {
        if stack == nil, aws.region != nil || aws.profile != nil {
            throw ValidationError("--region and --profile: say which stack with --stack NAME")
        }
    }

    /// Brings what is new of a test into `traffic.sqlite`, each object once.
    func bring(_ test: ABTest, into folder: FolderStore) async throws {
        guard let stack else { return }
        _ = try StackOptions.names(of: stack)
        let client = try await aws.client()
        let found = try await CloudStack.read(stack, client)
        let bucket = S3Store(bucket: try S3Bucket(found.target.bucket, client: client), scratch: try ScratchFolder())
        let traffic = try TrafficStore(path: folder.root + "/" + StoreKey.traffic, access: .writing)
        let count = try await OwnThread.run { try TrafficImport(from: bucket, to: traffic).run(test: test.id) }
        Terminal.say(
            "from \(found.target.bucket): \(count.exposures.grouped) exposures and \(count.outcomes.grouped) outcomes of \(test.id) in "
                + "\(count.objects.grouped) new objects")
        if count.unreadable > 0 { Terminal.say("warning: \(count.unreadable.grouped) lines could not be read") }
    }
}
