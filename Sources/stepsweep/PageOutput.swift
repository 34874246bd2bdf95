import Exchange

/// Where `--html` writes a page: a path that was found good before the page is made, or the standard output.
struct PageOutput {
    /// `nil` for the standard output.
    private let file: OutputFile?

    /// - Parameter path: `-` means the standard output.
    /// - Throws: `CommandFailure` that names the option.
    init(_ path: String) throws {
        file = try path == "-" ? nil : Self.named { try OutputFile(path: path, replaces: true) }
    }

    func write(_ html: String) throws {
        guard let file else { return Terminal.write(html) }
        try Self.named { try file.write(WholeText(html)) }
        Terminal.say("wrote \(file.path)")
    }

    private static func named<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw CommandFailure(error)?.naming("--html") ?? error
        }
    }
}
