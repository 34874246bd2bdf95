import Foundation
import JSON
import Testing

@testable import AWS

@Suite("Endpoints") struct EndpointTests {
    private static let services: [Service] = [
        .stepFunctions, .batch, .ecs, .logs, .cloudFormation, .sts, .ecr, .s3, .ec2, .iam, .sns, .lambda, .budgets,
        .serviceQuotas, .pricing, .scheduler,
    ]

    private func resolver(_ variables: [String: String], config: String = "") throws -> EndpointResolver {
        let folder = try TemporaryConfig(config: config)
        let surroundings = Surroundings.empty(variables, home: folder.home)
        return EndpointResolver(surroundings: surroundings, config: try SharedConfig(surroundings: surroundings))
    }

    @Test("Are botocore's in every partition")
    func botocore() throws {
        let rows = try #require(try JSON(parsing: fixture("endpoints.json")).array)
        #expect(rows.count > 100)
        for row in rows {
            let region = try #require(row["region"]?.string)
            let service = try #require(Self.services.first { $0.id == row["service"]?.string })
            #expect("https://" + Endpoint(of: service, region: region).authority == row["url"]?.string)
        }
    }

    @Test("A service without regions is signed for its partition's own")
    func global() {
        #expect(Endpoint(of: .iam, region: "eu-central-1").signingRegion == "us-east-1")
        #expect(Endpoint(of: .budgets, region: "cn-north-1").signingRegion == "cn-northwest-1")
        #expect(Endpoint(of: .batch, region: "eu-central-1").signingRegion == "eu-central-1")
    }

    @Test(
        "A region names its partition",
        arguments: [
            ("eu-central-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-east-1", "aws-us-gov"),
            ("us-iso-west-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"), ("eu-isoe-west-1", "aws-iso-e"), ("us-isof-south-1", "aws-iso-f"),
            ("eusc-de-east-1", "aws-eusc"), ("us-east-1", "aws"),
        ])
    func partitions(region: String, name: String) { #expect(Partition(region: region).name == name) }

    @Test("The variable for a service goes before the one for all, and both before the profile")
    func overrides() throws {
        let config = """
            [default]
            endpoint_url = http://profile:1
            services = local
            [services local]
            batch =
              endpoint_url = http://section:2
            """
        let variables = ["AWS_ENDPOINT_URL": "http://all:3/base/", "AWS_ENDPOINT_URL_SFN": "http://own:4"]
        let all = try resolver(variables, config: config)
        #expect(try all.endpoint(of: .stepFunctions, region: "eu-central-1").authority == "own:4")
        let batch = try all.endpoint(of: .batch, region: "eu-central-1")
        #expect(batch.authority == "all:3")
        #expect(batch.basePath == "/base")
        let files = try resolver([:], config: config)
        #expect(try files.endpoint(of: .batch, region: "eu-central-1").authority == "section:2")
        #expect(try files.endpoint(of: .sts, region: "eu-central-1").authority == "profile:1")
        let ignored = try resolver(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], config: config)
        #expect(try ignored.endpoint(of: .sts, region: "eu-central-1").authority == "sts.eu-central-1.amazonaws.com")
    }

    @Test("A port that no connection can be made to is refused", arguments: [0, 65_536, 99_999])
    func badPorts(port: Int) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try resolver(["AWS_ENDPOINT_URL": "http://127.0.0.1:\(port)"]).endpoint(of: .sts, region: "eu-central-1")
        }
        #expect(
            error?.description
                == "AWS_ENDPOINT_URL: a port is between 1 and 65535, received \(port): write http://host:port")
        #expect(throws: ConfigurationError.self) {
            try ProxyRules(variables: ["HTTPS_PROXY": "http://127.0.0.1:\(port)"])
        }
    }

    @Test(
        "An endpoint that is none is refused, and what it holds isn't repeated",
        arguments: [
            "localhost:5055", "ftp://host", "http://", "http://user:secret@host", "http://host?query=1", "not a url",
        ])
    func badOverrides(text: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try resolver(["AWS_ENDPOINT_URL": text]).endpoint(of: .sts, region: "eu-central-1")
        }
        #expect(
            error?.description
                == "AWS_ENDPOINT_URL: this is no endpoint: write it as https://host or http://host:port, without user, password or query"
        )
    }

    @Test(
        "A region that would become another host's name is refused",
        arguments: ["", "eu.example.com/", "EU-1", "a@b", "-x"])
    func badRegions(region: String) throws {
        #expect(throws: ConfigurationError.self) { try resolver([:]).endpoint(of: .sts, region: region) }
    }
}
