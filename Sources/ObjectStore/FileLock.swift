internal import Foundation

/// An advisory lock on a file, held by a process and given back by the kernel when that process ends, however it ends.
public final class FileLock: Sendable {
    /// The open file: a child process that inherits it holds the lock, too.
    public let descriptor: Int32

    /// Waits until the lock is free.
    public init(path: String) throws {
        descriptor = try Self.open(path)
        while flock(descriptor, LOCK_EX) != 0 {
            let code = errno
            guard code == EINTR else { throw failure(path, code) }
        }
    }

    /// Takes the lock, or gives `nil` where another process (or another `FileLock` of this one) holds it.
    public init?(tryPath path: String) throws {
        descriptor = try Self.open(path)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EWOULDBLOCK { return nil }
            guard code == EINTR else { throw failure(path, code) }
        }
    }

    /// Whether somebody holds the lock. Looking writes nothing, and others may look at the same time.
    public static func isHeld(path: String) throws -> Bool {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return false }
            throw FileOperations.error("lock", path)
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_SH | LOCK_NB) != 0 {
            let code = errno
            if code == EWOULDBLOCK { return true }
            guard code == EINTR else { throw FileOperations.error("lock", path, code) }
        }
        return false
    }

    /// Lets go; harmless when the process ends without it.
    public func release() { _ = flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }

    private func failure(_ path: String, _ code: Int32) -> ObjectStoreError { FileOperations.error("lock", path, code) }

    private static func open(_ path: String) throws -> Int32 {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileOperations.error("lock", path) }
        return descriptor
    }
}
