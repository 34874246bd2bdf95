import Foundation

/// A small file system of its own, for tests that fill a disk or make it read-only. Needs root and the right to mount.
final class TemporaryFileSystem {
    let path: String

    init?(kibibytes: Int) {
        path = NSTemporaryDirectory() + "stepsweep-mount-" + UUID().uuidString
        mkdir(path, 0o755)
        guard Self.command("mount", ["-t", "tmpfs", "-o", "size=\(kibibytes)k", "tmpfs", path]) else {
            rmdir(path)
            return nil
        }
    }

    func makeReadOnly() -> Bool { Self.command("mount", ["-o", "remount,ro", path]) }

    deinit {
        _ = Self.command("umount", ["-l", path])
        rmdir(path)
    }

    /// Whether this machine lets the test mount anything.
    static let isPossible = geteuid() == 0 && TemporaryFileSystem(kibibytes: 64) != nil

    private static func command(_ name: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
