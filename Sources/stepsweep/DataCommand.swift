import SweepModel

/// The command that lets a stack's workers read data in S3: pasted as it is, it changes nothing else.
struct DataCommand {
    let stack: String
    var region: String?
    var profile: String?

    /// For the data that sweep files name.
    func text(for files: [String]) -> String { text(files.flatMap { ["--for", $0] }) }

    /// For one address.
    func text(data address: String) -> String { text(["--data", address]) }

    private func text(_ words: [String]) -> String {
        var words = ["stepsweep", "deploy"] + words + ["--stack", stack]
        if let region { words += ["--region", region] }
        if let profile { words += ["--profile", profile] }
        return words.map(ShellWord.quoted).joined(separator: " ")
    }
}
