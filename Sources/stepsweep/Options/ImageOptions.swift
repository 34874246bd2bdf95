import ArgumentParser
import CloudSetup
import Foundation

/// Which image worker and reducer are started from.
struct ImageOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An image that is there: on this machine, or in a private ECR repository of this account and region.",
            valueName: "image"))
    var image: String?

    @Flag(
        inversion: .prefixedNo,
        help:
            "Build the image; the default in a folder of StepSweep's sources. --no-build keeps the one that is deployed."
    )
    var build: Bool?

    var isGiven: Bool { image != nil || build != nil }

    mutating func validate() throws {
        if image != nil, build == true {
            throw ValidationError("--image: names an image, and --build makes one; leave one out")
        }
        if image == "" { throw ValidationError("--image: must name an image, received nothing") }
        if let image, image.hasPrefix("-") || image.contains(where: \.isWhitespace) {
            throw ValidationError("--image: must be an image's name, received `\(image)`")
        }
    }

    /// - Throws: `CommandFailure` for `--build` where there are no sources.
    func choice() throws -> ImageChoice {
        if let image { return .given(image) }
        if build == false { return .none }
        if let folder = Self.sources() { return .build(folder: folder) }
        guard build == true else { return .none }
        throw CommandFailure(
            "error: --build needs StepSweep's sources in this folder or above it; name an image with --image", .usage)
    }

    /// The folder of the sources: this one, or one above it.
    private static func sources() -> String? {
        var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        while true {
            let needed = ["docker/build", "docker/Dockerfile", "Package.swift", "Sources/stepsweep-worker"]
            if needed.allSatisfy({ FileManager.default.fileExists(atPath: folder.path + "/" + $0) }) {
                return folder.path
            }
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path, folder.path != "/" else { return nil }
            folder = parent
        }
    }
}
