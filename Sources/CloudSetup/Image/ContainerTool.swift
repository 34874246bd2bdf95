internal import AWS
public import Foundation

/// docker, podman or buildah on this machine: what builds, keeps and pushes images.
public struct ContainerTool: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable { case docker, podman, buildah }

    public let kind: Kind
    public let path: String
    /// Where docker's own settings are; `nil` where nobody can tell.
    var settings: String?

    /// The tools on the PATH that work, in the order in which docker/build takes them. docker counts where its engine runs.
    public static func available(
        variables: [String: String] = ProcessInfo.processInfo.environment
    ) async throws -> [ContainerTool] {
        var tools: [ContainerTool] = []
        for kind in Kind.allCases {
            guard let path = find(kind.rawValue, variables["PATH"] ?? "") else { continue }
            let question = kind == .docker ? ["info"] : ["--version"]
            guard try await ProgramRun.run(path, question).succeeded else { continue }
            tools.append(ContainerTool(kind: kind, path: path, settings: DockerSettings.folder(variables)))
        }
        return tools
    }

    private static func find(_ name: String, _ folders: String) -> String? {
        folders.split(separator: ":").map { "\($0)/\(name)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// What the tool knows of an image; `nil` where it has none of that name.
    func image(_ name: String) async throws -> LocalImage? {
        let arguments =
            switch kind {
            case .docker, .podman:
                ["image", "inspect", "--format", "{{.Id}} {{.Os}}/{{.Architecture}}", name]
            case .buildah:
                [
                    "inspect", "--type", "image", "--format",
                    "{{.FromImageID}} {{.OCIv1.OS}}/{{.OCIv1.Architecture}}", name,
                ]
            }
        let run = try await ProgramRun.run(path, arguments)
        return run.succeeded ? LocalImage(name: name, tool: self, inspection: run.output) : nil
    }

    /// Pushes a local image to `repository:tag`.
    ///
    /// The password goes over standard input, and the tool keeps it in a folder of our own that goes away, however this ends.
    ///
    /// - Throws: `SetupError` with the tool's last words.
    func push(_ image: LocalImage, to repository: String, tag: String, _ login: RegistryLogin) async throws {
        let registry = String(repository.prefix { $0 != "/" })
        let folder = try PrivateFolder()
        if kind == .docker { try DockerSettings.write(from: settings, to: folder, registry: registry) }
        let first = kind == .docker ? ["--config", folder.path] : []
        let keptIn = kind == .docker ? [] : ["--authfile", folder.path + "/auth.json"]
        try await succeed(
            "log in to \(registry)",
            first + ["login"] + keptIn + ["--username", login.user, "--password-stdin", registry],
            input: login.password)
        if kind == .docker { try await succeed("name the image", ["tag", image.name, "\(repository):\(tag)"]) }
        // Lambda takes no OCI index, and Docker's own format is what every part of AWS reads.
        let target =
            kind == .docker
            ? ["\(repository):\(tag)"] : ["--format", "v2s2", image.name, "docker://\(repository):\(tag)"]
        try await succeed("push the image", first + ["push"] + keptIn + target, isShown: true)
        withExtendedLifetime(folder) {}
    }

    private func succeed(
        _ what: String, _ arguments: [String], input: String? = nil, isShown: Bool = false
    ) async throws {
        let run = try await ProgramRun.run(path, arguments, input: input, isShown: isShown)
        guard run.succeeded else {
            let words = run.lastWords.isEmpty ? "see above" : run.lastWords
            throw SetupError(
                "\(kind.rawValue) could not \(what) (exit code \(run.exitCode)): \(words)",
                fix: "mend that, then run the same command again: it goes on from there")
        }
    }
}

/// An image that lies on this machine.
struct LocalImage: Sendable, Equatable {
    let name: String
    let tool: ContainerTool
    /// The digest of its configuration, 64 hexadecimal digits: equal contents have equal ids.
    let id: String
    /// Such as `linux/amd64`.
    let platform: String

    /// - Parameter inspection: `ID OS/ARCHITECTURE`, as a tool prints it; `nil` for anything else.
    init?(name: String, tool: ContainerTool, inspection: String) {
        let words = inspection.split { $0 == " " || $0 == "\n" }.map(String.init)
        guard words.count == 2, let id = words[0].split(separator: ":").last, id.count == 64,
            id.allSatisfy(\.isHexDigit)
        else { return nil }
        self.name = name
        self.tool = tool
        self.id = String(id)
        platform = words[1]
    }

    /// The tag that it is pushed under: tags of the repository never move, so an equal tag is an equal image.
    var tag: String { "image-\(id.prefix(32))" }
}
