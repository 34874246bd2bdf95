internal import Foundation

/// What `/proc/<pid>/stat` says about a process.
struct ProcessStatus: Equatable {
    /// The letter of its state, such as `R` or `Z`.
    let state: Character
    let group: Int32
    /// Clock ticks since boot.
    let startedAt: UInt64
    /// Pages of the resident set.
    let residentPages: Int

    /// `nil` where there is no such process.
    init?(_ process: Int32) {
        guard let text = SmallFile.text("/proc/\(process)/stat") else { return nil }
        self.init(parsing: text)
    }

    /// The program's name stands in parentheses and may hold anything, parentheses too: fields count from the last one.
    init?(parsing text: String) {
        guard let nameEnd = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: nameEnd)...].split(whereSeparator: \.isWhitespace)
        guard fields.count > 21, let state = fields[0].first, let group = Int32(fields[2]),
            let startedAt = UInt64(fields[19]), let residentPages = Int(fields[21])
        else { return nil }
        self.state = state
        self.group = group
        self.startedAt = startedAt
        self.residentPages = residentPages
    }

    /// Ended, though its parent may not have asked yet.
    var hasEnded: Bool { state == "Z" || state == "X" }
}
