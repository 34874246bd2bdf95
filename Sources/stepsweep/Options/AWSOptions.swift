import AWS
import ArgumentParser

/// Which account, region and stack a command means.
struct AWSOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The profile of the shared AWS files; without it AWS_PROFILE.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("The AWS region; without it AWS_REGION or the profile's.", valueName: "name"))
    var region: String?

    mutating func validate() throws {
        if profile == "" { throw ValidationError("--profile: must name a profile, received nothing") }
        if region == "" { throw ValidationError("--region: must name an AWS region, received nothing") }
    }

    /// - Throws: `ConfigurationError`, `CommandFailure`; credentials are looked for at the first call.
    func client() async throws -> AWSClient {
        let client = try await AWSClient.configured(region: region, profile: profile)
        try RegionName.check(client.region, from: region == nil ? "AWS_REGION or the profile" : "--region", warns: true)
        return client
    }
}
