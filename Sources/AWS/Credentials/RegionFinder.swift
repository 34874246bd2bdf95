internal import Foundation

/// Finds the region: as given, `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile, the instance.
struct RegionFinder {
    let surroundings: Surroundings
    let config: SharedConfig

    /// - Throws: `ConfigurationError` where there is none, or one that can't be a region.
    func region(given: String?) async throws -> String {
        if let region = given ?? withoutNetwork { return try check(region) }
        if let region = await ofInstance() { return try check(region) }
        let name = config.profileName(surroundings)
        throw ConfigurationError(
            place: "region",
            problem:
                "none is named by AWS_REGION, AWS_DEFAULT_REGION or profile \(name) of \(config.configPath), and this is no EC2 instance",
            fix: "set AWS_REGION")
    }

    var withoutNetwork: String? {
        surroundings.variable("AWS_REGION") ?? surroundings.variable("AWS_DEFAULT_REGION")
            ?? config.profile(config.profileName(surroundings))?["region"]
    }

    private func check(_ region: String) throws -> String {
        guard Partition.isRegion(region) else {
            throw ConfigurationError(
                place: "region",
                problem: "a region has small letters, digits and dashes, received \"\(region.prefix(80))\"",
                fix: "name one such as eu-central-1")
        }
        return region
    }

    private func ofInstance() async -> String? {
        let metadata = InstanceMetadata(surroundings: surroundings)
        guard !metadata.isDisabled, let token = try? await metadata.token(),
            let bytes = try? await metadata.get("/latest/meta-data/placement/region", token: token)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
