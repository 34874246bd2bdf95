import AWS
import ArgumentParser

/// Which account, region and stack a command means.
struct AWSOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The profile of the shared AWS files; without it AWS_PROFILE.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("The AWS region; without it AWS_REGION or the profile's.", valueName: "name"))
    var region: String?

    /// - Throws: `ConfigurationError`; credentials are looked for at the first call.
    func client() async throws -> AWSClient { try await .configured(region: region, profile: profile) }
}
