import Foundation

/// A file system of its own, small enough to fill; only root can make one.
public final class SmallDisk: Sendable {
    public let path: String

    /// Why there is none here, or `nil` where there is.
    public static let problem: String? = {
        do {
            _ = try SmallDisk(mebibytes: 1)
            return nil
        } catch {
            return "a small file system can't be mounted here: \(error)"
        }
    }()

    public struct MountProblem: Error {
        public let text: String
    }

    public init(mebibytes: Int) throws {
        path = NSTemporaryDirectory() + "stepsweep-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let result = try run("/bin/mount", ["-t", "tmpfs", "-o", "size=\(mebibytes)m", "stepsweep-test", path])
        guard result.exitCode == 0 else {
            rmdir(path)
            throw MountProblem(text: result.errorOutput)
        }
    }

    /// Lets nobody write to it, root neither.
    public func makeReadOnly() throws { try remount("ro") }

    public func makeWritable() throws { try remount("rw") }

    /// Leaves no free byte.
    public func fill() throws {
        let descriptor = open(path + "/filler", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        defer { close(descriptor) }
        let zeros = [UInt8](repeating: 0, count: 4096)
        while write(descriptor, zeros, zeros.count) > 0 {}
    }

    public func empty() { unlink(path + "/filler") }

    private func remount(_ mode: String) throws {
        let result = try run("/bin/mount", ["-o", "remount,\(mode)", path])
        guard result.exitCode == 0 else { throw MountProblem(text: result.errorOutput) }
    }

    deinit {
        _ = try? run("/bin/umount", ["-l", path])
        rmdir(path)
    }
}
