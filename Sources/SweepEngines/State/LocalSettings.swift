/// What only this machine knows of a sweep: `local.json`. No hash includes it.
public struct LocalSettings: Sendable, Equatable, Codable {
    /// The sweep file's folder: where the user's programs run.
    public var workingDirectory: String
    /// The sweep file's path, for messages.
    public var file: String
    /// The file's `on_finish`: a shell command.
    public var onFinish: String?

    public init(workingDirectory: String, file: String, onFinish: String? = nil) {
        self.workingDirectory = workingDirectory
        self.file = file
        self.onFinish = onFinish
    }
}
