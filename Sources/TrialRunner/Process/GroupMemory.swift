internal import Foundation

/// The memory that a process group holds.
enum GroupMemory {
    /// The sum of the resident sets of the group's processes; memory that they share counts for each.
    static func residentBytes(group: Int32) -> Int {
        guard let processes = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else { return 0 }
        var pages = 0
        for name in processes {
            guard let process = Int32(name), let status = ProcessStatus(process), status.group == group else {
                continue
            }
            pages += max(0, status.residentPages)
        }
        return pages * Int(getpagesize())
    }
}
