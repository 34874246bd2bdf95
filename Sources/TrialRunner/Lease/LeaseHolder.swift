internal import Foundation

/// One process on one host, so described that a look from the same host can tell that it is gone.
struct LeaseHolder: Sendable, Equatable, Codable {
    var host: String
    /// The kernel's random name for this boot, and the namespace of process ids; `nil` where they can't be read.
    var boot: String?
    var process: Int32
    /// When the process started, in clock ticks since boot; `nil` where it can't be read.
    var startedAt: UInt64?
    /// Tells two leases of one process apart.
    var token: String

    /// This process.
    static func current() -> LeaseHolder {
        let process = getpid()
        return LeaseHolder(
            host: HostName.current, boot: currentBoot(), process: process, startedAt: ProcessStatus(process)?.startedAt,
            token: UUID().uuidString)
    }

    /// True only where the process certainly is gone; a holder on another host never is.
    var isGone: Bool {
        guard let boot, boot == Self.currentBoot() else { return false }
        if kill(process, 0) != 0, errno == ESRCH { return true }
        guard let startedAt, let now = ProcessStatus(process) else { return false }
        return now.startedAt != startedAt || now.hasEnded
    }

    private static func currentBoot() -> String? {
        guard let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8),
            let namespace = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
        else { return nil }
        return boot.trimmingCharacters(in: .whitespacesAndNewlines) + " " + namespace
    }
}
