import Foundation
import JSON
import Synchronization
import TestSupport

@testable import AWS

/// Made-up keys: the ones in AWS's own documentation.
let exampleKeys = Credentials(
    accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", source: "the tests")

/// What a test counts and waits with: no wait takes time.
final class Watch: Sendable {
    private let state = Mutex((seconds: 1_700_000_000.0, waits: [Double]()))

    /// Every wait so far, in seconds.
    var waits: [Double] { state.withLock { $0.waits } }

    var now: Date { Date(timeIntervalSince1970: state.withLock { $0.seconds }) }

    func advance(_ seconds: Double) { state.withLock { $0.seconds += seconds } }

    func wait(_ seconds: Double) {
        state.withLock {
            $0.waits.append(seconds)
            $0.seconds += seconds
        }
    }
}

/// A number that several threads count up.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    @discardableResult func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}

extension Surroundings {
    /// A world with nothing in it but `variables`; instance metadata is off unless a test turns it on.
    static func empty(
        _ variables: [String: String] = [:], home: String = "/nonexistent", watch: Watch = Watch(), random: Double = 0.5
    ) -> Surroundings {
        Surroundings(
            variables: ["AWS_EC2_METADATA_DISABLED": "true"].merging(variables) { $1 }, homeFolder: home,
            now: { watch.now }, sleep: { watch.wait($0) }, random: { random })
    }
}

extension AWSClient {
    /// A client that asks `server` for every service.
    static func asking(
        _ server: LoopbackServer, watch: Watch = Watch(), credentials: CredentialsSource = .fixed(exampleKeys),
        policy: RetryPolicy = RetryPolicy(), quota: RetryQuota = RetryQuota(), requestSeconds: Double = 30
    ) throws -> AWSClient {
        let surroundings = Surroundings.empty(["AWS_ENDPOINT_URL": server.url], watch: watch)
        return AWSClient(
            region: "eu-central-1", credentials: credentials,
            endpoints: EndpointResolver(
                surroundings: surroundings, config: try SharedConfig(surroundings: surroundings)),
            sender: HTTPSender(timeouts: Timeouts(requestSeconds: requestSeconds)), policy: policy, quota: quota,
            surroundings: surroundings)
    }
}

/// Answers a row of requests one by one; the last answer stays.
func answers(_ row: LoopbackAnswer...) -> @Sendable (LoopbackRequest) -> LoopbackAnswer {
    let counter = Counter()
    return { _ in row[min(counter.next(), row.count) - 1] }
}

func fixture(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: projectFolder + "/Tests/AWSTests/Fixtures/" + name))
}
