/// A document that is made piece by piece, so that a large sweep needs little memory.
public protocol TextExport {
    /// Calls `emit` with one piece of text after the other.
    func write(_ emit: (String) throws -> Void) throws
}

extension OutputFile {
    /// - Throws: `ExchangeError`, and what the document throws.
    public func write(_ document: some TextExport) throws {
        try write { partialPath in
            let stream = try ByteStream(creating: partialPath, for: path)
            try document.write { try stream.write($0.utf8) }
            try stream.close()
        }
    }
}
