internal import Foundation

/// What the store does with folders of the file system.
enum Folder {
    /// The folder that holds `path`.
    static func holding(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the folder, and those around it, where they are missing.
    ///
    /// - Parameter synchronised: whether a new folder must be found again after a power cut.
    static func make(_ path: String, synchronised: Bool) throws {
        if mkdir(path, 0o755) != 0 {
            switch errno {
            case EEXIST:
                guard try exists(path) else { throw FileOperations.error("make the folder", path, ENOTDIR) }
                return
            case ENOENT where holding(path) != path:
                try make(holding(path), synchronised: synchronised)
                // A parent that is there can still hold nothing: one that was removed under our feet, or one of /proc.
                guard try mkdir(path, 0o755) == 0 || errno == EEXIST && exists(path) else {
                    throw FileOperations.error("make the folder", path)
                }
            default: throw FileOperations.error("make the folder", path)
            }
        }
        if synchronised { try synchronise(holding(path)) }
    }

    static func exists(_ path: String) throws -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
        if errno == ENOENT || errno == ENOTDIR { return false }
        throw FileOperations.error("read", path)
    }

    /// Brings the folder's list of names to the disk.
    static func synchronise(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileOperations.error("write", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileOperations.error("write", path) }
    }

    /// Calls `body` with the relative path of each file below the folder, at any depth; no folder has no files.
    ///
    /// Links are not followed. A name that is no UTF-8 can't be a key and is left out.
    static func forEachFile(below root: String, _ body: (String) -> Void) throws {
        // Folders still to read, as paths relative to the root that end with a slash.
        var waiting = [""]
        while let folder = waiting.popLast() {
            try forEachEntry(of: root + "/" + folder) { name, kind in
                switch kind {
                case UInt8(DT_DIR): waiting.append(folder + name + "/")
                case UInt8(DT_REG): body(folder + name)
                default: break
                }
            }
        }
    }

    /// Calls `body` with each entry's name and kind, `DT_REG` and so on.
    static func forEachEntry(of path: String, _ body: (String, UInt8) throws -> Void) throws {
        guard let stream = opendir(path) else {
            if errno == ENOENT || errno == ENOTDIR { return }
            throw FileOperations.error("list", path)
        }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw FileOperations.error("list", path) }
                return
            }
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name, name != ".", name != ".." else { continue }
            try body(name, kind(of: path + "/" + name, entry.pointee.d_type))
        }
    }

    /// Some file systems don't say the kind where they list.
    private static func kind(of path: String, _ told: UInt8) -> UInt8 {
        guard told == UInt8(DT_UNKNOWN) else { return told }
        var status = stat()
        guard lstat(path, &status) == 0 else { return told }
        // The kind is the file type's bits, moved down: glibc's IFTODT.
        return UInt8(truncatingIfNeeded: (status.st_mode & S_IFMT) >> 12)
    }
}
