internal import CPosix
internal import Foundation

/// The few calls to the file system that the store needs, each with an error that a person can act on.
enum FileOperations {
    static func error(_ action: String, _ path: String, _ code: Int32 = errno) -> ObjectStoreError {
        .unavailable(action: action, path: path, cause: String(cString: strerror(code)), fix: fix(for: code))
    }

    private static func fix(for code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "free some space, then run the same command again"
        case EROFS: "the file system is read-only: choose another folder with --store"
        case EACCES, EPERM: "check who owns the folder, or choose another one with --store"
        case ENOTDIR, EEXIST, EISDIR:
            "a file is in the way of a folder, or a folder of a file: move it, or choose another folder with --store"
        case EMFILE, ENFILE: "too many files are open: raise `ulimit -n`"
        default: "check the disk and the folder, then run the same command again"
        }
    }

    /// The whole file, or `nil` where there is none; a folder is no file.
    static func read(_ path: String) throws -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw error("read", path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw error("read", path) }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        var data = Data(count: Int(status.st_size))
        var filled = 0
        while filled < data.count {
            let count = data.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw error("read", path) }
            if count == 0 { return data.prefix(filled) }
            filled += count
        }
        return data
    }

    /// Makes a file that must not exist yet; leaves none behind where that fails.
    static func write(_ bytes: Data, to path: String, synchronised: Bool) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw error("write", path) }
        defer { close(descriptor) }
        do {
            var written = 0
            while written < bytes.count {
                let count = bytes.withUnsafeBytes { buffer in
                    Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw error("write", path) }
                written += count
            }
            if synchronised, fsync(descriptor) != 0 { throw error("write", path) }
        } catch {
            unlink(path)
            throw error
        }
    }

    static func isFile(_ path: String) throws -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFREG }
        if errno == ENOENT || errno == ENOTDIR { return false }
        throw error("read", path)
    }

    /// Replaces `target`; false where its folder is missing.
    static func rename(_ source: String, to target: String) throws -> Bool {
        if Glibc.rename(source, target) == 0 { return true }
        if errno == ENOENT { return false }
        throw error("write", target)
    }

    /// What became of a link.
    enum LinkResult {
        case made
        case targetExists
        case folderMissing
        /// The file system has no links.
        case unsupported
    }

    /// Gives the file a second name.
    static func link(_ source: String, to target: String) throws -> LinkResult {
        if Glibc.link(source, target) == 0 { return .made }
        switch errno {
        case EEXIST: return .targetExists
        case ENOENT: return .folderMissing
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK: return .unsupported
        default: throw error("write", target)
        }
    }

    static func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else { throw error("remove", path) }
    }

    static func synchroniseFileSystem(of path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error("write", path) }
        defer { close(descriptor) }
        guard stepsweep_syncfs(descriptor) == 0 else { throw error("write", path) }
    }
}
