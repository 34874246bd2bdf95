internal import Foundation

/// Bytes on their way into a new file, some at a time.
final class ByteStream {
    /// What messages call it.
    private let name: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferBytes = 1 << 16

    /// Makes a file that must not exist.
    init(creating path: String, for name: String) throws(ExchangeError) {
        self.name = name
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path: name, problem: OutputFile.word(errno)) }
    }

    deinit { Glibc.close(descriptor) }

    func write(_ bytes: some Sequence<UInt8>) throws(ExchangeError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Brings everything to the disk.
    func close() throws(ExchangeError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw .unwritable(path: name, problem: OutputFile.word(errno)) }
    }

    private func flush() throws(ExchangeError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .unwritable(path: name, problem: OutputFile.word(errno)) }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
