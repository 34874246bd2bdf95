internal import CSystem
internal import Foundation

/// The few calls to the file system that the store needs, each with an error that a person can act on.
enum FileOperations {
    static func error(_ action: String, _ path: String) -> ObjectStoreError {
        let code = errno
        return .unavailable(action: action, path: path, cause: String(cString: strerror(code)), fix: fix(for: code))
    }

    private static func fix(for code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "free some space, then run the same command again"
        case EROFS: "the file system is read-only: choose another folder with --store"
        case EACCES, EPERM: "check who owns the folder, or choose another one with --store"
        case ENOTDIR, EEXIST: "a file is in the way of a folder: move it, or choose another folder with --store"
        case EMFILE, ENFILE: "too many files are open: raise `ulimit -n`"
        default: "check the disk and the folder, then run the same command again"
        }
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            if mkdir(path, 0o755) != 0, errno != EEXIST { throw self.error("make the folder", path) }
            throw ObjectStoreError.unavailable(
                action: "make the folder", path: path, cause: "a file of that name exists", fix: fix(for: ENOTDIR))
        }
    }

    /// The whole file, or `nil` where there is none.
    static func read(_ path: String) throws -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw error("read", path)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw error("read", path) }
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

    /// Replaces `target`; makes its folder where that is missing.
    static func rename(_ source: String, to target: String) throws {
        if Glibc.rename(source, target) == 0 { return }
        guard errno == ENOENT else { throw error("write", target) }
        try makeFolder(folder(of: target))
        guard Glibc.rename(source, target) == 0 else { throw error("write", target) }
    }

    /// False where `target` exists already.
    static func link(_ source: String, to target: String) throws -> Bool {
        if Glibc.link(source, target) == 0 { return true }
        if errno == EEXIST { return false }
        guard errno == ENOENT else { throw error("write", target) }
        try makeFolder(folder(of: target))
        if Glibc.link(source, target) == 0 { return true }
        if errno == EEXIST { return false }
        throw error("write", target)
    }

    static func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else { throw error("remove", path) }
    }

    static func synchroniseFolder(of path: String) throws {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error("write", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw error("write", path) }
    }

    static func synchroniseFileSystem(of path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error("write", path) }
        defer { close(descriptor) }
        guard stepsweep_syncfs(descriptor) == 0 else { throw error("write", path) }
    }

    /// The files below `folder` at any depth, as paths relative to it.
    static func filesBelow(_ folder: String) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
        var files: [String] = []
        while let path = walk.nextObject() as? String {
            if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular { files.append(path) }
        }
        return files
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
