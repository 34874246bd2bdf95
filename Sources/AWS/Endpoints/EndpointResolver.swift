/// Finds a service's endpoint: the variable for the service, the variable for all, the profile, then AWS's own.
///
/// Source: "Service-specific endpoints", AWS SDKs and Tools reference guide.
public struct EndpointResolver: Sendable {
    private let variables: [String: String]
    private let profile: Profile?
    private let services: [String: String]

    public init(surroundings: Surroundings, config: SharedConfig) {
        let ignores = surroundings.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.lowercased() == "true"
        variables = ignores ? [:] : surroundings.variables
        profile = ignores ? nil : config.profile(config.profileName(surroundings))
        services = profile?["services"].flatMap { config.services[$0] } ?? [:]
    }

    /// - Throws: `ConfigurationError` where a person's endpoint or region can't be used.
    public func endpoint(of service: Service, region: String) throws -> Endpoint {
        guard Partition.isRegion(region) else {
            throw ConfigurationError(
                place: "region", problem: "a region has small letters, digits and dashes, received \"\(region)\"",
                fix: "name one such as eu-central-1")
        }
        let name = service.id.lowercased()
        let choices = [
            ("AWS_ENDPOINT_URL_\(service.id)", variables["AWS_ENDPOINT_URL_\(service.id)"]),
            ("AWS_ENDPOINT_URL", variables["AWS_ENDPOINT_URL"]),
            ("endpoint_url of \(name) in the services section", services["\(name).endpoint_url"]),
            ("endpoint_url of profile \(profile?.name ?? "")", profile?["endpoint_url"]),
        ]
        for case (let place, let text?) in choices where !text.isEmpty {
            var endpoint = try Endpoint(parsing: text, region: region, from: place)
            endpoint.signingRegion = Endpoint(of: service, region: region).signingRegion
            return endpoint
        }
        return Endpoint(of: service, region: region)
    }
}
