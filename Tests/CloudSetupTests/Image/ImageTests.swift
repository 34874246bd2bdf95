import AWS
import Foundation
import TestSupport
import Testing

@testable import CloudSetup

@Suite("The image's way to the registry") struct ImageTests {
    private let plain =
        #"{"imageDetails":[{"imageDigest":"\#(LoopbackAnswer.digest)","imageManifestMediaType":"application/vnd.docker.distribution.manifest.v2+json"}]}"#
    private let missing = LoopbackAnswer.text(400, #"{"__type":"ImageNotFoundException","message":"no"}"#)
    private let login = LoopbackAnswer.text(
        200,
        #"{"authorizationData":[{"authorizationToken":"QVdTOmEtc2VjcmV0","proxyEndpoint":"https://111122223333.dkr.ecr.eu-central-1.amazonaws.com"}]}"#
    )

    /// A tool that writes down its arguments and what it reads, and has one image.
    private func tool(
        _ kind: ContainerTool.Kind, in folder: TemporaryFolder, platform: String = "linux/amd64", pushes: Bool = true
    ) throws -> ContainerTool {
        let path = folder.path + "/" + kind.rawValue
        let id = String(repeating: "b", count: 64)
        try folder.write(
            kind.rawValue,
            """
            #!/bin/sh
            echo "$*" >> \(folder.path)/calls
            if [ "$1" = --config ]; then
              cp "$2/config.json" \(folder.path)/settings
              [ ! -e "$2/contexts" ] || ls "$2/contexts" > \(folder.path)/contexts-seen
              echo "$2" > \(folder.path)/config-folder
              shift 2
            fi
            case "$1" in
              image|inspect) case "$*" in *here*) echo "sha256:\(id) \(platform)";; *) echo "no such image" >&2; exit 125;; esac;;
              login) cat > \(folder.path)/password;;
              push) \(pushes ? "exit 0" : "echo denied: no basic auth >&2; exit 1");;
            esac
            """)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return ContainerTool(kind: kind, path: path)
    }

    private func calls(_ folder: TemporaryFolder) throws -> [String] {
        try String(contentsOfFile: folder.path + "/calls", encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func source(_ aws: ScriptedAWS, _ tools: [ContainerTool], _ person: Person = Person()) throws -> ImageSource
    {
        ImageSource(client: try aws.client(), console: person.console, account: "111122223333", tools: tools)
    }

    @Test(
        "A local image is pushed under the tag of its content, and the password goes over standard input alone",
        arguments: ContainerTool.Kind.allCases)
    func push(kind: ContainerTool.Kind) async throws {
        let (folder, aws) = (try TemporaryFolder(), try ScriptedAWS())
        aws.on("DescribeImages", missing, .text(200, plain))
        aws.on("GetAuthorizationToken", login)
        let source = try source(aws, [tool(kind, in: folder)])
        let prepared = try await source.prepare(.given("here:1"))
        let address = try await source.publish(prepared, to: LoopbackAnswer.repository)
        #expect(address == LoopbackAnswer.repository + "@" + LoopbackAnswer.digest)
        let calls = try calls(folder)
        let tag = LoopbackAnswer.repository + ":image-" + String(repeating: "b", count: 32)
        #expect(calls.contains { $0.contains("push ") && $0.hasSuffix(tag) })
        #expect(!calls.contains { $0.contains("a-secret") })
        #expect(try String(contentsOfFile: folder.path + "/password", encoding: .utf8) == "a-secret")
        #expect(calls.contains { $0.contains("login ") && $0.contains("--password-stdin") })
        if kind != .docker {
            #expect(calls.contains { $0.hasPrefix("push --authfile") && $0.contains("--format v2s2") })
        }
    }

    @Test(
        "docker's login is kept in a folder that goes away, beside its contexts and without other logins",
        arguments: [true, false])
    func dockerSettings(pushes: Bool) async throws {
        let (folder, aws) = (try TemporaryFolder(), try ScriptedAWS())
        aws.on("DescribeImages", missing, .text(200, plain))
        aws.on("GetAuthorizationToken", login)
        let before = #"{"auths":{"example.com":{"auth":"c2VjcmV0"}},"credsStore":"desktop","currentContext":"remote"}"#
        try folder.write("docker-settings/config.json", before)
        try folder.write("docker-settings/contexts/meta", "where the engine is")
        var docker = try tool(.docker, in: folder, pushes: pushes)
        docker.settings = DockerSettings.folder(["DOCKER_CONFIG": folder.path + "/docker-settings", "HOME": "/root"])
        let source = try source(aws, [docker])
        let prepared = try await source.prepare(.given("here"))
        _ = try? await source.publish(prepared, to: LoopbackAnswer.repository)
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
        }
        #expect(
            try text("settings")
                == #"{"auths":{"111122223333.dkr.ecr.eu-central-1.amazonaws.com":{}},"currentContext":"remote"}"#)
        #expect(try text("contexts-seen") == "meta\n")
        #expect(try text("password") == "a-secret")
        let copy = try text("config-folder").trimmingCharacters(in: .newlines)
        #expect(!FileManager.default.fileExists(atPath: copy))
        #expect(try text("docker-settings/config.json") == before)
        #expect(try text("docker-settings/contexts/meta") == "where the engine is")
    }

    @Test("Settings of docker that are absent or malformed become none", arguments: [nil, "{", "[]"])
    func noSettings(text: String?) throws {
        let (folder, copy) = (try TemporaryFolder(), try PrivateFolder())
        if let text { try folder.write("config.json", text) }
        try DockerSettings.write(from: text == nil ? nil : folder.path, to: copy, registry: "r")
        #expect(copy.text("config.json") == #"{"auths":{"r":{}}}"#)
        #expect(DockerSettings.folder(["HOME": "/home/ada", "DOCKER_CONFIG": ""]) == "/home/ada/.docker")
        #expect(DockerSettings.folder([:]) == nil)
    }

    @Test("What the repository has already is not pushed again")
    func skip() async throws {
        let (folder, aws, person) = (try TemporaryFolder(), try ScriptedAWS(), Person())
        aws.on("DescribeImages", .text(200, plain))
        let source = try source(aws, [tool(.podman, in: folder)], person)
        _ = try await source.publish(source.prepare(.given("here:1")), to: LoopbackAnswer.repository)
        #expect(try !calls(folder).contains { $0.hasPrefix("push") })
        #expect(person.lines == ["the image is in the repository already"])
    }

    @Test("The tool's last words are told where it fails")
    func pushFails() async throws {
        let (folder, aws) = (try TemporaryFolder(), try ScriptedAWS())
        aws.on("DescribeImages", missing)
        aws.on("GetAuthorizationToken", login)
        let source = try source(aws, [tool(.docker, in: folder, pushes: false)])
        let prepared = try await source.prepare(.given("here"))
        let error = await #expect(throws: SetupError.self) {
            try await source.publish(prepared, to: LoopbackAnswer.repository)
        }
        #expect(error?.description.hasPrefix("docker could not push the image (exit code 1)") == true)
    }

    @Test("An image that is absent, or for another processor, is refused before anything is made")
    func unfit() async throws {
        let (folder, aws) = (try TemporaryFolder(), try ScriptedAWS())
        let absent = await #expect(throws: SetupError.self) {
            try await source(aws, [tool(.podman, in: folder)]).prepare(.given("absent:1"))
        }
        #expect(absent?.description.contains("podman here has no image absent:1") == true)
        let arm = await #expect(throws: SetupError.self) {
            try await source(aws, [tool(.podman, in: folder, platform: "linux/arm64")]).prepare(.given("here"))
        }
        #expect(arm?.description.contains("is for linux/arm64") == true)
        let tools = await #expect(throws: SetupError.self) { try await source(aws, []).prepare(.given("here")) }
        #expect(tools?.description.contains("no podman and no buildah") == true)
        await #expect(throws: SetupError.self) { try await source(aws, []).prepare(.build(folder: "/")) }
    }

    @Test("An image in ECR must be of this account and region, there, and one plain image")
    func registry() async throws {
        let aws = try ScriptedAWS()
        let source = try source(aws, [])
        for (name, message) in [
            ("999922223333.dkr.ecr.eu-central-1.amazonaws.com/team:1", "account 999922223333"),
            ("111122223333.dkr.ecr.us-east-1.amazonaws.com/team:1", "region us-east-1"),
        ] {
            let error = await #expect(throws: SetupError.self) { try await source.prepare(.given(name)) }
            #expect(error?.description.contains(message) == true)
        }
        aws.on("DescribeImages", missing)
        let gone = await #expect(throws: SetupError.self) {
            try await source.prepare(.given(LoopbackAnswer.repository + ":1"))
        }
        #expect(gone?.description.contains("there is no image 1 in repository team") == true)
        aws.on(
            "DescribeImages", .text(200, plain.replacing("docker.distribution.manifest.v2", with: "oci.image.index.v1"))
        )
        let list = await #expect(throws: SetupError.self) {
            try await source.prepare(.given(LoopbackAnswer.repository + ":1"))
        }
        #expect(list?.description.contains("--provenance=false") == true)
    }

    @Test(
        "Addresses of private ECR repositories are read, all else is a local name",
        arguments: [
            ("111122223333.dkr.ecr.eu-central-1.amazonaws.com/team", true),
            ("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/a/b:1@" + LoopbackAnswer.digest, true),
            ("111122223333.dkr.ecr.eu-central-1.amazonaws.com/", false),
            ("111122223333.dkr.ecr.eu-central-1.amazonaws.com/team:", false),
            ("111122223333.dkr.ecr.eu-central-1.amazonaws.com/team@sha256:12", false),
            ("11112222333.dkr.ecr.eu-central-1.amazonaws.com/team", false), ("team", false), ("", false), ("/", false),
            ("@", false), ("public.ecr.aws/docker/library/debian", false), ("localhost/stepsweep:1", false),
        ])
    func addresses(text: String, isRegistry: Bool) { #expect((RegistryImage(text) != nil) == isRegistry) }

    @Test(
        "What a tool prints of an image must be an id and a platform",
        arguments: ["", "x", "sha256:12 linux/amd64", "a b c", String(repeating: "z", count: 64) + " linux/amd64"])
    func inspections(text: String) {
        #expect(LocalImage(name: "x", tool: ContainerTool(kind: .docker, path: "/d"), inspection: text) == nil)
    }

    @Test("Tools are found on the PATH where they work")
    func available() async throws {
        let folder = try TemporaryFolder()
        _ = try tool(.buildah, in: folder)
        try folder.write("docker", "#!/bin/sh\nexit 1\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/docker")
        #expect(try await ContainerTool.available(variables: ["PATH": folder.path]).map(\.kind) == [.buildah])
        #expect(try await ContainerTool.available(variables: [:]).isEmpty)
    }

    @Test("A program's output, exit code and end by a signal are results; one that is not there is an error")
    func programs() async throws {
        let run = try await ProgramRun.run("/bin/sh", ["-c", "cat; echo no >&2; exit 3"], input: "text")
        #expect(run == ProgramRun(exitCode: 3, output: "text", errorOutput: "no\n"))
        #expect(run.lastWords == "no")
        #expect(try await ProgramRun.run("/bin/sh", ["-c", "kill -9 $$"]).exitCode == 137)
        await #expect(throws: SetupError.self) { try await ProgramRun.run("/nonexistent/docker", []) }
        let waiting = Task { try await ProgramRun.run("/bin/sh", ["-c", "sleep 60"]) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
    }
}
