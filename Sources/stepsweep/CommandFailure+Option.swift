/// A failure that an option's value brought about says which option that is.
extension CommandFailure {
    /// The same failure behind the option's name; one that begins with it already stays as it is.
    func naming(_ option: String) -> CommandFailure {
        let start = "error: "
        guard message.hasPrefix(start), !message.hasPrefix(start + option) else { return self }
        return CommandFailure("\(start)\(option): \(message.dropFirst(start.count))", exitCode)
    }
}
