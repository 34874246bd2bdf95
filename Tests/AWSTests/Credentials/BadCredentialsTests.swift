import Foundation
import TestSupport
import Testing

@testable import AWS

@Suite("Bad input where credentials are looked for") struct BadCredentialsTests {
    @Test(
        "A malformed file is named with its line, and the line isn't repeated",
        arguments: [
            ("[default\nx = 1\n", "~/.aws/config:1: a section's name isn't closed: end it with `]`"),
            ("[default] extra\n", "~/.aws/config:1: a section's name isn't closed: end it with `]`"),
            (
                "secret = 1\n[default]\n",
                "~/.aws/config:1: a value stands before any section: write `[default]` above it"
            ),
            (
                "[default]\n\njust-a-secret\n",
                "~/.aws/config:3: this line is neither a section nor a value: write it as `key = value`"
            ),
            (
                "[default]\n= secret\n",
                "~/.aws/config:2: this line is neither a section nor a value: write it as `key = value`"
            ),
        ])
    func files(text: String, message: String) async throws {
        #expect(try await TemporaryConfig(config: text).problem() == message)
    }

    @Test("A file that is a folder, no text or too long is refused")
    func notAFile() async throws {
        let files = try TemporaryConfig()
        try files.write("folder/x", "")
        #expect(
            await files.problem(["AWS_CONFIG_FILE": "~/folder"])
                == "~/folder: this is no file that can be read: check its permissions")
        let long = try files.write("long", String(repeating: "#", count: 1 << 21))
        #expect(
            await files.problem(["AWS_CONFIG_FILE": long]).hasPrefix("~/long: this is no UTF-8 text of at most 1 MiB"))
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: long))
        #expect(
            await files.problem(["AWS_CONFIG_FILE": long]).hasPrefix("~/long: this is no UTF-8 text of at most 1 MiB"))
    }

    @Test(
        "Half a pair of keys, or a key with a line break, is refused",
        arguments: [
            (["AWS_ACCESS_KEY_ID": "a"], "AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY"),
            (["AWS_SECRET_ACCESS_KEY": "a"], "AWS_SECRET_ACCESS_KEY is set without AWS_ACCESS_KEY_ID"),
            (["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "secret\r\nX: y"], "a key is empty or holds a space"),
            (["AWS_ACCESS_KEY_ID": "a b", "AWS_SECRET_ACCESS_KEY": "secret"], "a key is empty or holds a space"),
            (["AWS_PROFILE": "nobody"], "it is neither in ~/.aws/config nor in ~/.aws/credentials"),
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/x"], "AWS_WEB_IDENTITY_TOKEN_FILE is set without AWS_ROLE_ARN"),
            (
                ["AWS_WEB_IDENTITY_TOKEN_FILE": "/nonexistent", "AWS_ROLE_ARN": "r"],
                "the token file /nonexistent can't be read"
            ),
            (
                ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/"],
                "names example.com, where keys would go over the network unencrypted"
            ),
            (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1.example.com/"], "unencrypted"),
            (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1@example.com/"], "is no address"),
            (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "file:///etc/passwd"], "is no address"),
            (
                ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "@example.com/"],
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is no path"
            ),
            (
                [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nb",
                ],
                "holds a line break"
            ),
        ])
    func variables(variables: [String: String], message: String) async throws {
        let problem = try await TemporaryConfig().problem(variables)
        #expect(problem.contains(message))
        #expect(!problem.contains("secret\r"))
    }

    @Test(
        "A profile that can't be followed says why",
        arguments: [
            ("role_arn = r", "needs one of source_profile and credential_source"),
            ("role_arn = r\nsource_profile = a\ncredential_source = Environment", "needs one of"),
            ("role_arn = r\nsource_profile = gone", "names the source_profile gone, which isn't there"),
            (
                "role_arn = r\nsource_profile = a\n[profile a]\nrole_arn = s\nsource_profile = default",
                "goes in a circle: default → a → default"
            ),
            ("role_arn = r\nsource_profile = a\n[profile a]\nregion = x", "the source_profile a has no credentials"),
            ("role_arn = r\ncredential_source = Moon", "must be Environment, EcsContainer or Ec2InstanceMetadata"),
            ("role_arn = r\nsource_profile = default", "the source_profile default has no credentials"),
            ("role_arn = r\nsource_profile = a\nmfa_serial = m", "asks for a code (mfa_serial)"),
            (
                "role_arn = r\nsource_profile = k\nduration_seconds = 1\n[profile k]\naws_access_key_id = A\naws_secret_access_key = B",
                "between 900 and 43200"
            ),
            ("aws_access_key_id = A", "has one of aws_access_key_id and aws_secret_access_key without the other"),
            ("sso_account_id = 1", "needs sso_session, or sso_start_url and sso_region"),
            ("sso_account_id = 1\nsso_session = gone", "names the sso-session gone, which isn't there"),
            ("sso_account_id = 1\nsso_start_url = u\nsso_region = r", "needs both sso_account_id and sso_role_name"),
            ("sso_account_id = 1\nsso_role_name = n\nsso_start_url = u\nsso_region = r", "nobody is signed in"),
        ])
    func profiles(lines: String, message: String) async throws {
        let problem = try await TemporaryConfig(config: "[default]\n" + lines + "\n").problem()
        #expect(problem.contains(message), "\(problem)")
    }

    @Test(
        "A process that prints no keys says what is wrong, and never what it printed",
        arguments: [
            ("/bin/echo hidden", "the answer is no JSON object"),
            ("/bin/echo '[1]'", "the answer is no JSON object"),
            (#"/bin/echo '{"Version":2,"AccessKeyId":"hidden"}'"#, "the answer's Version must be 1"),
            (#"/bin/echo '{"Version":1,"AccessKeyId":"hidden"}'"#, "has no AccessKeyId or no SecretAccessKey"),
            (
                #"/bin/echo '{"Version":1,"AccessKeyId":"hidden","SecretAccessKey":"s","Expiration":"soon"}'"#,
                "is no date in ISO 8601"
            ),
            (
                #"/bin/echo '{"Version":1,"AccessKeyId":"hid\nden","SecretAccessKey":"s"}'"#,
                "a key is empty or holds a space"
            ),
            ("/bin/sh -c 'echo hidden; exit 3'", "ended with exit code 3"),
            ("/bin/sh -c 'kill -9 $$'", "ended with signal 9"),
            ("/nonexistent/program", "can't be started"),
            ("/bin/echo 'hidden", "isn't closed"),
            ("/usr/bin/yes hidden", "prints more than 65536 bytes"),
            ("true", "the answer is no JSON object"),
        ])
    func processes(command: String, message: String) async throws {
        let problem = try await TemporaryConfig(config: "[default]\ncredential_process = \(command)\n").problem()
        #expect(problem.contains(message), "\(problem)")
        #expect(!problem.contains("hidden"))
    }

    @Test("A process that hangs is ended")
    func hangingProcess() async throws {
        let source = ProcessSource(command: "/bin/sleep 600", profile: "p", timeoutSeconds: 0.1)
        await #expect(throws: SourceProblem.self) { try await source.credentials() }
    }

    @Test(
        "A hostile metadata service gets no further",
        arguments: [
            ("../../etc/passwd", "names a role that is none"), ("a?b=c", "names a role that is none"),
            ("a\r\nb", "knows no keys"), (String(repeating: "x", count: 200), "names a role that is none"),
            ("", "the instance has no role"), ("\u{0}", "names a role that is none"),
        ])
    func hostileRoles(role: String, message: String) async throws {
        let server = try LoopbackServer { request in
            if request.method == "PUT" { return .text(200, "token") }
            return request.target.hasSuffix("credentials/") ? .text(200, role) : .text(404, "")
        }
        let problem = try await TemporaryConfig().problem([
            "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url,
        ])
        #expect(problem.contains(message), "\(problem)")
    }

    @Test("A metadata token with a line break, a redirect and an endless answer are refused")
    func hostileTokens() async throws {
        let hostile: [LoopbackAnswer] = [
            .text(200, "a\r\nX-Evil: b"), .text(302, "", headers: ["Location": "http://127.0.0.1:1/"]), .text(403, ""),
            .text(200, String(repeating: "x", count: 1 << 20)), .cutOff("HTTP/1.1 200 OK\r\n"),
            .cutOff("garbage\r\n\r\n"),
        ]
        for answer in hostile {
            let server = try LoopbackServer { _ in answer }
            let problem = try await TemporaryConfig().problem([
                "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url,
            ])
            #expect(problem.contains("EC2 instance: "), "\(problem)")
        }
    }

    @Test(
        "A container's bad answer is told without its text",
        arguments: [
            (404, "hidden", "answered with status 404"), (200, "hidden", "is no JSON object"),
            (200, #"{"Code":"hidden1","Message":"x"}"#, "Code is hidden"),
            (200, #"{"AccessKeyId":1}"#, "has no AccessKeyId"),
            (200, #"{"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"x"}"#, "no date"), (302, "", "status 302"),
        ])
    func containers(status: Int, body: String, message: String) async throws {
        let server = try LoopbackServer(answers(.text(status, body)))
        let problem = try await TemporaryConfig().problem(["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url])
        #expect(problem.contains(message), "\(problem)")
    }

    @Test("Addresses that only look like loopback are not trusted")
    func trustedHosts() {
        for host in [
            "127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]", "169.254.170.2", "169.254.170.23", "fd00:ec2::23",
        ] {
            #expect(ContainerSource.isTrusted(host), "\(host)")
        }
        for host in [
            "127.0.0.1.nip.io", "127.0.0", "169.254.169.254", "localhost.example.com", "127.0.0.256", "10.0.0.1", "",
        ] {
            #expect(!ContainerSource.isTrusted(host), "\(host)")
        }
    }
}
