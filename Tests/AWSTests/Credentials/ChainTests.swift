import Foundation
import JSON
import TestSupport
import Testing

@testable import AWS

@Suite("Where credentials are found") struct ChainTests {
    private static let sts = """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role/secret</SecretAccessKey><SessionToken>role-token</SessionToken>
        <Expiration>2023-11-14T23:13:20Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
        """

    @Test("The environment goes before everything else")
    func environment() async throws {
        let files = try TemporaryConfig(credentials: "[default]\naws_access_key_id=FILE\naws_secret_access_key=x\n")
        let keys = try await files.load([
            "AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token",
        ])
        #expect(
            keys
                == Credentials(
                    accessKeyID: "ENV", secretAccessKey: "secret", sessionToken: "token", source: "environment"))
    }

    @Test("A profile's keys come from both files; the credentials file wins")
    func profile() async throws {
        let files = try TemporaryConfig(
            config: "# comment\n[profile dev]\nAWS_Access_Key_ID = CONFIG # mine\naws_session_token = t\n",
            credentials: "[dev]\naws_access_key_id = FILE\naws_secret_access_key = s=e#c ; note\n")
        let keys = try await files.load(["AWS_PROFILE": "dev"])
        #expect(
            keys == Credentials(accessKeyID: "FILE", secretAccessKey: "s=e#c", sessionToken: "t", source: "profile dev")
        )
    }

    @Test("Files may lie elsewhere")
    func otherFiles() async throws {
        let files = try TemporaryConfig()
        let path = try files.write("here", "[default]\naws_access_key_id = A\naws_secret_access_key = B\n")
        #expect(try await files.load(["AWS_SHARED_CREDENTIALS_FILE": path]).accessKeyID == "A")
        #expect(try await files.load(["AWS_CONFIG_FILE": path]).accessKeyID == "A")
        #expect(try await files.load(["AWS_CONFIG_FILE": "~/here"]).accessKeyID == "A")
    }

    @Test("A role is taken through STS, signed with its source profile's keys")
    func assumeRole() async throws {
        let server = try LoopbackServer(answers(.text(200, Self.sts)))
        let files = try TemporaryConfig(
            config: """
                [default]
                role_arn = arn:aws:iam::123456789012:role/sweeps
                source_profile = base
                external_id = e1
                duration_seconds = 900
                role_session_name = me
                region = eu-west-1
                [profile base]
                aws_access_key_id = BASE
                aws_secret_access_key = secret
                """)
        let keys = try await files.load(["AWS_ENDPOINT_URL_STS": server.url])
        #expect(keys.accessKeyID == "ASIAROLE")
        #expect(keys.sessionToken == "role-token")
        #expect(keys.expiration == Date(timeIntervalSince1970: 1_700_003_600))
        #expect(
            server.requests[0].text
                == "Action=AssumeRole&Version=2011-06-15&DurationSeconds=900&ExternalId=e1&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fsweeps&RoleSessionName=me"
        )
        #expect(
            server.requests[0].headers["authorization"]?.contains("BASE/20231114/eu-west-1/sts/aws4_request") == true)
    }

    @Test("A role may stand on another role, and on a place instead of a profile")
    func chainedRoles() async throws {
        let server = try LoopbackServer(answers(.text(200, Self.sts)))
        let files = try TemporaryConfig(
            config: """
                [default]
                role_arn = arn:aws:iam::1:role/b
                source_profile = a
                [profile a]
                role_arn = arn:aws:iam::1:role/a
                credential_source = Environment
                [profile c]
                role_arn = arn:aws:iam::1:role/c
                credential_source = EcsContainer
                """)
        let problem = await files.problem(["AWS_ENDPOINT_URL_STS": server.url])
        #expect(problem.contains("credential_source Environment gives nothing: AWS_ACCESS_KEY_ID is not set"))
        #expect(await files.problem(["AWS_PROFILE": "c"]).contains("credential_source EcsContainer gives nothing"))
    }

    @Test("A web identity's token is sent to STS unsigned")
    func webIdentity() async throws {
        let server = try LoopbackServer(
            answers(
                .text(200, Self.sts.replacingOccurrences(of: "AssumeRoleRes", with: "AssumeRoleWithWebIdentityRes"))))
        let files = try TemporaryConfig()
        let token = try files.write("token", "eyJ.made.up\n")
        let keys = try await files.load([
            "AWS_ENDPOINT_URL_STS": server.url, "AWS_WEB_IDENTITY_TOKEN_FILE": token,
            "AWS_ROLE_ARN": "arn:aws:iam::1:role/r",
            "AWS_ROLE_SESSION_NAME": "pod",
        ])
        #expect(keys.accessKeyID == "ASIAROLE")
        #expect(server.requests[0].headers["authorization"] == nil)
        #expect(server.requests[0].text.hasSuffix("RoleSessionName=pod&WebIdentityToken=eyJ.made.up"))
    }

    @Test("A process is started without a shell and its JSON read")
    func process() async throws {
        let document = #"{"Version":1,"AccessKeyId":"PROC","SecretAccessKey":"s","Expiration":"2030-01-01T00:00:00Z"}"#
        let files = try TemporaryConfig(config: "[default]\ncredential_process = /bin/echo '\(document)'\n")
        let keys = try await files.load()
        #expect(keys.accessKeyID == "PROC")
        #expect(keys.expiration == Date(timeIntervalSince1970: 1_893_456_000))
        let words = try ProcessSource(command: #"a "b c" 'd "e' f\ g "h\"i" ''  j"#, profile: "p").split()
        #expect(words == ["a", "b c", "d \"e", "f g", "h\"i", "", "j"])
    }

    @Test(
        "A sign-on's token is exchanged for keys, from an sso-session and from the older form",
        arguments: [
            (
                "sso_session = corp\n[sso-session corp]\nsso_region = us-east-2\nsso_start_url = https://x.awsapps.com/start",
                "corp"
            ),
            ("sso_start_url = https://x.awsapps.com/start\nsso_region = us-east-2", "https://x.awsapps.com/start"),
        ])
    func singleSignOn(lines: String, cacheName: String) async throws {
        let server = try LoopbackServer(
            answers(
                .text(
                    200,
                    #"{"roleCredentials":{"accessKeyId":"SSO","secretAccessKey":"s","sessionToken":"t","expiration":1700003600000}}"#
                )))
        let files = try TemporaryConfig(
            config: "[default]\nsso_account_id = 123456789012\nsso_role_name = dev\n" + lines + "\n")
        try files.write(
            ".aws/sso/cache/\(Hashing.sha1(cacheName)).json",
            #"{"accessToken":"made-up","expiresAt":"2023-11-15T00:00:00Z"}"#)
        let keys = try await files.load(["AWS_ENDPOINT_URL_SSO": server.url])
        #expect(keys.accessKeyID == "SSO")
        #expect(keys.expiration == Date(timeIntervalSince1970: 1_700_003_600))
        #expect(server.requests[0].target == "/federation/credentials?role_name=dev&account_id=123456789012")
        #expect(server.requests[0].headers["x-amz-sso_bearer_token"] == "made-up")
    }

    @Test("A container's endpoint is asked with its token")
    func container() async throws {
        let server = try LoopbackServer(
            answers(
                .text(
                    200,
                    #"{"AccessKeyId":"TASK","SecretAccessKey":"s","Token":"t","Expiration":"2023-11-15T00:00:00Z","RoleArn":"r"}"#
                )))
        let files = try TemporaryConfig()
        let file = try files.write("token", "from-file\n")
        var variables = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url + "/v2/a?b=c",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "plain",
        ]
        #expect(try await files.load(variables).accessKeyID == "TASK")
        variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = file
        #expect(try await files.load(variables).sessionToken == "t")
        #expect(server.requests.map(\.target) == ["/v2/a?b=c", "/v2/a?b=c"])
        #expect(server.requests.map { $0.headers["authorization"] } == ["plain", "from-file"])
    }

    @Test("An instance's role is asked with a session token of metadata version 2")
    func instance() async throws {
        let server = try LoopbackServer { request in
            switch (request.method, request.target) {
            case ("PUT", "/latest/api/token"): return .text(200, "metadata-token")
            case _ where request.headers["x-aws-ec2-metadata-token"] != "metadata-token": return .text(401, "")
            case ("GET", "/latest/meta-data/iam/security-credentials/"): return .text(200, "worker-role\n")
            case ("GET", "/latest/meta-data/iam/security-credentials/worker-role"):
                return .text(
                    200,
                    #"{"Code":"Success","AccessKeyId":"INST","SecretAccessKey":"s","Token":"t","Expiration":"2023-11-15T00:00:00Z"}"#
                )
            case ("GET", "/latest/meta-data/placement/region"): return .text(200, "ap-south-1")
            default: return .text(404, "")
            }
        }
        let files = try TemporaryConfig()
        let variables = ["AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url]
        #expect(try await files.load(variables).accessKeyID == "INST")
        let surroundings = Surroundings.empty(variables, home: files.home)
        let finder = RegionFinder(surroundings: surroundings, config: try SharedConfig(surroundings: surroundings))
        #expect(try await finder.region(given: nil) == "ap-south-1")
    }

    @Test("The region is the given one, AWS_REGION, AWS_DEFAULT_REGION or the profile's, in that order")
    func region() async throws {
        let files = try TemporaryConfig(config: "[default]\nregion = eu-north-1\n")
        func find(_ given: String?, _ variables: [String: String]) async throws -> String {
            let surroundings = Surroundings.empty(variables, home: files.home)
            return try await RegionFinder(surroundings: surroundings, config: SharedConfig(surroundings: surroundings))
                .region(given: given)
        }
        let both = ["AWS_REGION": "us-west-1", "AWS_DEFAULT_REGION": "us-west-2"]
        #expect(try await find("eu-central-1", both) == "eu-central-1")
        #expect(try await find(nil, both) == "us-west-1")
        #expect(try await find(nil, ["AWS_DEFAULT_REGION": "us-west-2"]) == "us-west-2")
        #expect(try await find(nil, [:]) == "eu-north-1")
    }

    @Test("Where there are none, every place that was tried is named with what was wrong and the fix")
    func nothing() async throws {
        let files = try TemporaryConfig()
        #expect(
            await files.problem()
                == """
                no AWS credentials could be had; tried:
                  environment: AWS_ACCESS_KEY_ID is not set
                  profile default: it is neither in ~/.aws/config nor in ~/.aws/credentials
                  web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set
                  container: neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set
                  EC2 instance: AWS_EC2_METADATA_DISABLED is true
                  fix: run `aws configure` or `aws sso login`, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
                """)
    }

    @Test("No text of credentials, profiles or requests holds a secret")
    func redaction() throws {
        let keys = Credentials(
            accessKeyID: "AKIAMADEUP12", secretAccessKey: "the-secret", sessionToken: "the-token", source: "environment"
        )
        var dumped = ""
        dump(keys, to: &dumped)
        dump(Profile(name: "dev", values: ["aws_secret_access_key": "the-secret"]), to: &dumped)
        dump(Signer(service: "s3", region: "r").sign(HTTPRequest(authority: "h"), with: keys, at: .now), to: &dumped)
        dump(RegistryLogin(user: "AWS", password: "the-secret", endpoint: "https://e"), to: &dumped)
        let texts = ["\(keys)", String(reflecting: keys), "\(CredentialsSource.fixed(keys))", dumped]
        for text in texts {
            #expect(!text.contains("the-secret") && !text.contains("the-token"))
        }
        #expect("\(keys)" == "AWS credentials …UP12 (environment)")
    }
}
