internal import Foundation
internal import JSON

/// docker's settings without anybody's logins, in a folder of our own for `docker --config`: its contexts still say where the
/// engine is, and a login that is kept there goes away with it.
struct DockerSettings {
    /// Where docker keeps its settings: `DOCKER_CONFIG`, or `.docker` in the home folder.
    static func folder(_ variables: [String: String]) -> String? {
        if let named = variables["DOCKER_CONFIG"], !named.isEmpty { return named }
        return variables["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.docker" }
    }

    /// Fills `copy` from the settings in `folder`, which stay as they are. What docker itself could not read is left out.
    ///
    /// - Parameter registry: the one that will be logged in to.
    /// - Throws: `SetupError` where the copy can't be written.
    static func write(from folder: String?, to copy: PrivateFolder, registry: String) throws {
        let bytes = folder.flatMap { FileManager.default.contents(atPath: $0 + "/config.json") }
        var settings = bytes.flatMap { try? JSON(parsing: [UInt8]($0)) }?.object ?? [:]
        for keeper in ["credsStore", "credHelpers"] { settings[keeper] = nil }
        // Without any entry docker would look for a keeper of logins on this machine, and use it.
        settings["auths"] = [registry: [:]]
        do {
            try copy.writer("config.json").write(contentsOf: Data(JSON.object(settings).bytes()))
            // A link: contexts may hold keys, of which no second copy is needed.
            if let folder, FileManager.default.fileExists(atPath: folder + "/contexts") {
                let contexts = URL(fileURLWithPath: folder).standardizedFileURL.path + "/contexts"
                try FileManager.default.createSymbolicLink(
                    atPath: copy.path + "/contexts", withDestinationPath: contexts)
            }
        } catch let error as SetupError {
            throw error
        } catch {
            throw SetupError("\(copy.path) can't be written", fix: "check the disk")
        }
    }
}
