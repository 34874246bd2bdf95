internal import CPosix
internal import Glibc

/// A pipe whose read end never blocks. Its ends are closed with it.
final class Pipe {
    private let readEnd: Int32
    private(set) var writeEnd: Int32
    private var isAtEnd = false

    /// `nil` where the process has no file descriptor left, with `errno`.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard stepsweep_pipe(&ends) == 0 else { return nil }
        readEnd = ends[0]
        writeEnd = ends[1]
        _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(readEnd)
        closeWriteEnd()
    }

    func closeWriteEnd() {
        guard writeEnd >= 0 else { return }
        close(writeEnd)
        writeEnd = -1
    }

    /// Everything that was written so far and not read yet.
    func readAvailable() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isAtEnd {
            let count = read(readEnd, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<count]
                if count < buffer.count { break }
            } else if count == 0 {
                isAtEnd = true
            } else if errno != EINTR {
                break
            }
        }
        return bytes
    }

    /// Returns when one of the pipes has news, or the time is over.
    static func wait(_ pipes: [Pipe], milliseconds: Int32) {
        var entries = pipes.filter { !$0.isAtEnd }.map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
        _ = poll(&entries, nfds_t(entries.count), milliseconds)
    }
}
