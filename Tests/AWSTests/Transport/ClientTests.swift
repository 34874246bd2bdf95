import Foundation
import JSON
import TestSupport
import Testing

@testable import AWS

@Suite("The client") struct ClientTests {
    private let throttle = LoopbackAnswer.text(400, #"{"__type":"ThrottlingException","message":"slow down"}"#)
    private let good = LoopbackAnswer.text(200, #"{"taskArns":["one"]}"#)

    @Test("Tries again behind a throttle, and behind a broken connection")
    func retries() async throws {
        let watch = Watch()
        let server = try LoopbackServer(
            answers(throttle, .cutOff("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), good))
        let answer = try await AWSClient.asking(server, watch: watch).call(.ecs, "ListTasks")
        #expect(answer == ["taskArns": ["one"]])
        #expect(watch.waits == [0.5, 1])
        #expect(server.requests.count == 3)
    }

    @Test("Gives up behind the third try with the service's own words")
    func givesUp() async throws {
        let server = try LoopbackServer(answers(throttle))
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.asking(server).call(.ecs, "ListTasks")
        }
        #expect(
            error?.description
                == "ECS ListTasks in eu-central-1: ThrottlingException, status 400: slow down: AWS is asked too often: run the same command again a little later"
        )
        #expect(server.requests.count == 3)
    }

    @Test("Waits as long as the service asks: seconds in Retry-After, milliseconds in x-amz-retry-after")
    func retryAfter() async throws {
        let watch = Watch()
        let server = try LoopbackServer(
            answers(
                .text(503, "", headers: ["Retry-After": "7"]), .text(503, "", headers: ["x-amz-retry-after": "2500"]),
                good))
        _ = try await AWSClient.asking(server, watch: watch).call(.ecs, "ListTasks")
        #expect(watch.waits == [7, 2.5])
    }

    @Test("An answer that doesn't come ends in a time-out")
    func timeout() async throws {
        let server = try LoopbackServer(answers(.silence))
        let error = await #expect(throws: ConnectionFailure.self) {
            try await AWSClient.asking(server, policy: RetryPolicy(maxAttempts: 1), requestSeconds: 0.2)
                .call(.ecs, "ListTasks")
        }
        #expect(error?.kind == .timeout)
        #expect(
            error?.description
                == "\(server.authority): no whole answer in 0.2 seconds: check the network, or allow more time")
    }

    @Test("Nobody at the endpoint's port is said at once")
    func refused() async throws {
        let authority = try LoopbackServer(answers(good)).authority
        let error = await #expect(throws: ConnectionFailure.self) {
            try await HTTPSender(timeouts: Timeouts(connectSeconds: 0.5))
                .send(HTTPRequest(scheme: "http", authority: authority))
        }
        #expect(error?.kind == .connect)
    }

    @Test("An answer longer than allowed is refused before it fills the memory")
    func tooLarge() async throws {
        let server = try LoopbackServer(answers(.respond(200, Data(repeating: 65, count: 100_000))))
        let error = await #expect(throws: ConnectionFailure.self) {
            try await HTTPSender().send(
                HTTPRequest(scheme: "http", authority: server.authority), largestAnswerBytes: 50_000)
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test("A clock that is two hours off is set right, once for all requests")
    func clockSkew() async throws {
        let watch = Watch()
        let server = try LoopbackServer { request in
            // Two hours ahead of 2023-11-14 22:13:20.
            if request.headers["x-amz-date"] == "20231115T001320Z" { return .text(200, "{}") }
            return .text(
                403, #"{"__type":"RequestTimeTooSkewed"}"#, headers: ["Date": "Wed, 15 Nov 2023 00:13:20 GMT"])
        }
        let client = try AWSClient.asking(server, watch: watch)
        _ = try await client.call(.ecs, "ListTasks")
        _ = try await client.call(.ecs, "ListTasks")
        #expect(server.requests.count == 3)
        #expect(watch.waits == [])
    }

    @Test("Credentials that AWS calls expired are renewed and the request goes out once more")
    func expired() async throws {
        let counter = Counter()
        let cache = CredentialsCache(now: { Date() }) {
            Credentials(accessKeyID: "KEY\(counter.next())", secretAccessKey: "secret")
        }
        let server = try LoopbackServer { request in
            request.headers["authorization"]?.contains("KEY2/") == true
                ? .text(200, "{}") : .text(400, #"{"__type":"ExpiredTokenException"}"#)
        }
        _ = try await AWSClient.asking(server, credentials: .cache(cache)).call(.ecs, "ListTasks")
        #expect(server.requests.count == 2)
    }

    @Test(
        "A client is made of the environment and the files; a profile that is named goes before keys in the environment"
    )
    func configured() async throws {
        let server = try LoopbackServer(answers(.text(200, "{}")))
        let files = try TemporaryConfig(
            config: """
                [profile dev]
                region = eu-north-1
                endpoint_url = \(server.url)
                aws_access_key_id = DEV
                aws_secret_access_key = secret
                """)
        let surroundings = Surroundings.empty(
            ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "other"], home: files.home)
        let client = try await AWSClient.configured(profile: "dev", surroundings: surroundings)
        #expect(client.region == "eu-north-1")
        _ = try await client.call(.ecs, "ListTasks")
        #expect(
            server.requests[0].headers["authorization"]?.contains("Credential=DEV/20231114/eu-north-1/ecs/") == true)
        await #expect(throws: ConfigurationError.self) {
            try await AWSClient.configured(surroundings: .empty(home: "/nonexistent"))
        }
    }

    @Test("No error repeats a token, though AWS does")
    func redaction() async throws {
        let keys = Credentials(accessKeyID: "KEY", secretAccessKey: "a-long-secret", sessionToken: "a-long-token")
        let text =
            "no match for a-long-token. The Canonical String for this request should have been 'POST x-amz-security-token:a-long-token'"
        let server = try LoopbackServer(
            answers(.text(403, JSON.object(["__type": "InvalidSignatureException", "message": .string(text)]).text())))
        let error = await #expect(throws: AWSError.self) {
            try await AWSClient.asking(server, credentials: .fixed(keys)).call(.ecs, "ListTasks")
        }
        #expect(error?.message == "no match for [redacted].")
    }

    @Test("A cancelled task stops waiting for its answer")
    func cancelled() async throws {
        let server = try LoopbackServer(answers(.silence))
        let client = try AWSClient.asking(server)
        let task = Task { try await client.call(.ecs, "ListTasks") }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("Requests go through the proxy that is named, but for excepted hosts")
    func proxy() async throws {
        let server = try LoopbackServer(answers(.text(200, "an answer")))
        let proxy = try LoopbackServer(answers(.tunnel(server)))
        let rules = try ProxyRules(variables: [
            "http_proxy": "http://me:pass@\(proxy.authority)", "NO_PROXY": "127.0.0.1",
        ])
        let sender = HTTPSender(proxies: rules)
        let through = try await sender.send(
            HTTPRequest(scheme: "http", authority: "batch.example.com", path: "/v1/a"))
        #expect(String(decoding: through.body, as: UTF8.self) == "an answer")
        #expect(proxy.requests.map(\.method) == ["CONNECT"])
        #expect(proxy.requests.first?.target == "batch.example.com:80")
        #expect(proxy.requests.first?.headers["proxy-authorization"] == "Basic bWU6cGFzcw==")
        #expect(server.requests.map(\.target) == ["/v1/a"])
        let direct = try await sender.send(HTTPRequest(scheme: "http", authority: server.authority))
        #expect(direct.status == 200)
        #expect(proxy.requests.count == 1)
    }

    @Test("A proxy that refuses is told apart from AWS")
    func refusingProxy() async throws {
        let proxy = try LoopbackServer(answers(.text(407, "")))
        let rules = try ProxyRules(variables: ["HTTPS_PROXY": proxy.url])
        let error = await #expect(throws: ConnectionFailure.self) {
            try await HTTPSender(proxies: rules).send(HTTPRequest(authority: "sts.eu-central-1.amazonaws.com"))
        }
        #expect(error?.kind == .connect)
        #expect(error?.cause.hasPrefix("the proxy refused to connect") == true)
    }

    @Test(
        "NO_PROXY names hosts, domains, addresses, ranges of them, ports or everything",
        arguments: [
            ("*", "a.example.com", true), ("example.com", "a.example.com", true),
            (".example.com", "a.example.com:443", true),
            ("example.com", "notexample.com", false), ("a.example.com:8443", "a.example.com:8443", true),
            ("a.example.com:8443", "a.example.com", false), ("10.0.0.1, b.com", "b.com", true), ("", "b.com", false),
            ("[::1]", "[::1]:80", true), ("::1", "[::1]", true), ("[::1]:80", "[::1]:80", true),
            ("[::1]:80", "[::1]:81", false), ("::1", "[0:0::1]", true), ("10.0.0.0/8", "10.200.3.4:8443", true),
            ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.0/33", "10.0.0.1", false), ("0.0.0.0/0", "192.0.2.1", true),
            ("0.0.0.0/0", "b.com", false), ("10.1.2.128/25", "10.1.2.127", false),
            ("10.1.2.128/25", "10.1.2.200", true),
            ("fd00::/8", "[fd12:3456::1]:443", true), ("fd00::/8", "[fe80::1]", false), ("::/0", "10.0.0.1", false),
            ("10.0.0.0/8", "[::ffff:10.1.1.1]", true), ("10.0.0.1:443", "10.0.0.1", true),
            ("*.example.com", "a.example.com", true), ("a.example.com:443", "a.example.com", true),
            ("A.Example.COM.", "a.example.com", true), ("a.com  b.com", "b.com:443", true), (".", "b.com", false),
            ("/8, :, ::, []", "b.com", false),
        ])
    func exceptions(list: String, authority: String, isDirect: Bool) throws {
        let rules = try ProxyRules(variables: ["HTTPS_PROXY": "proxy:3128", "NO_PROXY": list])
        #expect((rules.proxy(scheme: "https", authority: authority) == nil) == isDirect)
        #expect(rules.proxy(scheme: "http", authority: authority) == nil)
    }

    @Test(
        "A proxy that is none is refused without its password",
        arguments: ["http://", "socks5://u:secret@h:1", "http://h ost"])
    func badProxy(text: String) {
        let error = #expect(throws: ConfigurationError.self) { try ProxyRules(variables: ["HTTPS_PROXY": text]) }
        #expect(error?.description.contains("secret") == false)
    }
}
