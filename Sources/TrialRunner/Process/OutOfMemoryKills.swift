internal import Foundation

/// How often the kernel has ended a process of our control group for want of memory.
struct OutOfMemoryKills {
    /// The kernel's files that may hold the count, the most exact one first.
    private let files: [String]

    init() {
        let groups = (SmallFile.text("/proc/self/cgroup") ?? "").split(separator: "\n").map {
            $0.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        }
        var files: [String] = []
        for group in groups where group.count == 3 {
            // In a container the group's own path may not be visible: its files are then at the root.
            if group[0] == "0" {
                files += ["/sys/fs/cgroup\(group[2])/memory.events", "/sys/fs/cgroup/memory.events"]
            } else if group[1].split(separator: ",").contains("memory") {
                files += [
                    "/sys/fs/cgroup/memory\(group[2])/memory.oom_control", "/sys/fs/cgroup/memory/memory.oom_control",
                ]
            }
        }
        self.files = files + ["/proc/vmstat"]
    }

    /// The count now; `nil` where the kernel doesn't tell.
    func count() -> Int? {
        for file in files {
            if let text = SmallFile.text(file), let count = Self.count(in: text) { return count }
        }
        return nil
    }

    /// The number behind `oom_kill` in a file of lines `name number`.
    static func count(in text: String) -> Int? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == "oom_kill" { return Int(words[1]) }
        }
        return nil
    }
}
