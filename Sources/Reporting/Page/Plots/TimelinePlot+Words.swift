internal import SweepModel

/// What a timeline says beside its drawing.
extension TimelinePlot {
    func description(_ seconds: Double) -> String {
        let lanes = Set(attempts.compactMap(\.lane)).sorted().map(\.rawValue).joined(separator: ", ")
        let lost = attempts.count { $0.end == .lost }
        let retries = attempts.count { $0.generation > 1 }
        return
            "\(PageText.count(attempts.count, "job")) within \(NumberText.duration(seconds: seconds)) on \(lanes.isEmpty ? "no lane" : lanes): \(retries) retries, \(lost) lost."
    }

    func notes(_ begin: Double) -> [String] {
        let lost = attempts.count { $0.end == .lost }
        var notes = ["A bar is a pack's job, from its first trial's start to its last one's end."]
        if let time = PageText.time(begin) { notes[0] += " The first began \(time)." }
        if attempts.contains(where: { $0.generation > 1 }) {
            notes.append("Framed: a retry; dashed: a job that a later one took over.")
        }
        if lost > 0 {
            notes.append(
                "A cross is an attempt that left no outcome, as when its host is lost; it stands where the pack's next attempt began, as its own time is not recorded."
            )
        }
        if attempts.count > Self.most {
            notes.append(
                "\(Self.most.grouped) of \(attempts.count.grouped) jobs are drawn: retries, lost ones, and then the longest."
            )
        }
        return notes
    }

    func cells(_ attempt: JobAttempt, _ begin: Double) -> [String] {
        [
            attempt.pack, String(attempt.generation), attempt.lane?.rawValue ?? "", attempt.host ?? "",
            attempt.span.map { PageText.number($0.lowerBound - begin) } ?? "",
            attempt.span.map { PageText.number($0.upperBound - $0.lowerBound) } ?? "", attempt.end.rawValue,
        ]
    }
}
