internal import AWS
internal import JSON

/// Turns a person's choice of an image into one that lies in the stack's registry, named by its digest.
struct ImageSource: Sendable {
    let client: AWSClient
    let console: Console
    let account: String
    let tools: [ContainerTool]

    /// What is known of the image before anything is made in the account.
    enum Prepared: Sendable, Equatable {
        /// It lies in a registry: its address with a digest.
        case pushed(String)
        case local(LocalImage)
        case toBuild(folder: String)
        case none
    }

    /// What Lambda and the definitions ask for.
    static let platform = "linux/amd64"

    /// Looks whether the image can be had, so that nothing is made in vain.
    ///
    /// - Throws: `SetupError` for an image that is not there or does not fit.
    func prepare(_ choice: ImageChoice) async throws -> Prepared {
        switch choice {
        case .none: return .none
        case .build(let folder):
            try requireTool(to: "build the image")
            return .toBuild(folder: folder)
        case .given(let name):
            if let image = RegistryImage(name) { return .pushed(try await address(of: image)) }
            try requireTool(to: "look for image \(name)")
            return .local(try await localImage(name))
        }
    }

    private func requireTool(to what: String) throws {
        guard tools.isEmpty else { return }
        throw SetupError(
            "there is no docker with a running engine, no podman and no buildah here to \(what)",
            fix: "install one of them, or push the image elsewhere and name it with --image ACCOUNT.dkr.ecr.…")
    }

    private func localImage(_ name: String) async throws -> LocalImage {
        for tool in tools {
            guard let image = try await tool.image(name) else { continue }
            guard image.platform == Self.platform else {
                throw SetupError(
                    "image \(name) is for \(image.platform), and the workers' hosts and Lambda are \(Self.platform)",
                    fix: "build it with --platform \(Self.platform)")
            }
            return image
        }
        throw SetupError(
            "\(tools.map(\.kind.rawValue).joined(separator: " and ")) here \(tools.count == 1 ? "has" : "have") no image \(name)",
            fix: "build or pull it first, or name one in this account's ECR")
    }

    /// The image's address with its digest.
    private func address(of image: RegistryImage) async throws -> String {
        guard image.account == account, image.region == client.region else {
            throw SetupError(
                "the image lies in account \(image.account), region \(image.region), and the stack is in \(account), "
                    + client.region,
                fix: "Lambda takes images of its own account and region: pull it, then name the local one")
        }
        let id: JSON =
            image.digest.map { ["imageDigest": .string($0)] } ?? ["imageTag": .string(image.tag ?? "latest")]
        guard let details = try await ECR(client: client).describeImage(repository: image.repository, id) else {
            throw SetupError(
                "there is no image \(image.digest ?? image.tag ?? "latest") in repository \(image.repository)",
                fix: "push it first, or name one that is there")
        }
        return "\(image.uri)@\(try digest(details))"
    }

    /// The digest of one plain image.
    private func digest(_ details: JSON) throws -> String {
        let kind = details["imageManifestMediaType"]?.string ?? ""
        guard !kind.contains("index"), !kind.contains("manifest.list") else {
            throw SetupError(
                "the image is a list of images, and Lambda takes one plain image",
                fix: "build it with `docker build --provenance=false`, or with podman or buildah and --format docker")
        }
        guard let digest = details["imageDigest"]?.string, RegistryImage.isDigest(digest) else {
            throw SetupError("ECR names no digest of the image", fix: "run the same command again")
        }
        return digest
    }

    /// Builds and pushes what is not there yet.
    ///
    /// - Parameter repository: the stack's own, without a tag.
    /// - Returns: the image's address with its digest; `nil` where none was chosen.
    func publish(_ prepared: Prepared, to repository: String) async throws -> String? {
        switch prepared {
        case .none: return nil
        case .pushed(let address): return address
        case .local(let image): return try await push(image, to: repository)
        case .toBuild(let folder):
            console.say("building the image from \(folder)")
            let name = "localhost/stepsweep:deploy"
            let build = try await ProgramRun.run(folder + "/docker/build", [name], isShown: true)
            guard build.succeeded else {
                throw SetupError(
                    "docker/build failed with exit code \(build.exitCode)",
                    fix: "see above; or name an image with --image")
            }
            return try await push(try await localImage(name), to: repository)
        }
    }

    private func push(_ image: LocalImage, to repository: String) async throws -> String {
        guard let target = RegistryImage(repository) else {
            throw SetupError("the stack's repository has the unexpected address \(repository)", fix: "deploy again")
        }
        let ecr = ECR(client: client)
        let id: JSON = ["imageTag": .string(image.tag)]
        if let details = try await ecr.describeImage(repository: target.repository, id) {
            console.say("the image is in the repository already")
            return "\(repository)@\(try digest(details))"
        }
        console.say("pushing image \(image.name) with \(image.tool.kind.rawValue) to \(repository)")
        try await image.tool.push(image, to: repository, tag: image.tag, ecr.authorizationToken())
        guard let details = try await ecr.describeImage(repository: target.repository, id) else {
            throw SetupError(
                "the image was pushed, and the repository does not have it", fix: "run the same command again")
        }
        return "\(repository)@\(try digest(details))"
    }
}
