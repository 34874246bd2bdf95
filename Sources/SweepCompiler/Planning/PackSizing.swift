internal import Foundation
internal import SweepModel

/// How many trials share a pack: the size of each group, and why.
struct PackSizing: Sendable, Equatable {
    /// One entry for each group of the survey, in its order.
    var groups: [Group]
    var reason: String

    struct Group: Sendable, Equatable {
        var entry: Survey.Entry
        /// Trials of the largest pack.
        var size: Int

        var packs: Int { entry.trials / size + (entry.trials.isMultiple(of: size) ? 0 : 1) }
        /// Seconds of one core for the largest pack.
        var secondsPerPack: Double { entry.sharedSeconds + Double(size) * entry.secondsPerTrial }
    }

    var packs: Int { groups.reduce(0) { $0 + $1.packs } }
    var largestSize: Int { groups.map(\.size).max() ?? 0 }
    var longestPackSeconds: Double { groups.map(\.secondsPerPack).max() ?? 0 }
    /// Of all packs together.
    var workSeconds: Double {
        groups.reduce(0) { $0 + $1.entry.ownSeconds + Double($1.packs) * $1.entry.sharedSeconds }
    }
    var meanPackSeconds: Double { packs > 0 ? workSeconds / Double(packs) : 0 }
}

// MARK: Choosing

extension PackSizing {
    /// A job of three to five minutes pays for its start; this is the middle.
    static let goodPackSeconds = 240.0
    /// A sweep is cut into at least so many packs where it has the trials, so that a laptop's cores and a first burst
    /// of hosts are busy.
    static let fewestPacks = 8
    /// Shared work of a pack that is longer is not paid again for width alone.
    static let splittableSharedSeconds = 30.0
    /// No pack is larger by the planner's own choice.
    static let largestChoice = 1_000

    /// The file's own size, or the planner's choice.
    init(_ survey: Survey, compute: Compute, policy: PackPolicy) {
        if let size = policy.size {
            self.init(survey, size: max(1, size), reason: "packs.size in the sweep file")
        } else {
            self.init(survey, packSeconds: Self.target(survey, compute), reason: "")
            reason = Self.reason(for: self, survey, compute)
        }
    }

    /// One size for all groups.
    init(_ survey: Survey, size: Int, reason: String) {
        self.init(groups: survey.groups.map { Group(entry: $0, size: min(size, $0.trials)) }, reason: reason)
    }

    /// Packs of about so many seconds, whatever the trials of a group take.
    init(_ survey: Survey, packSeconds: Double, reason: String) {
        self.init(
            groups: survey.groups.map { Group(entry: $0, size: Self.size($0, packSeconds: packSeconds)) },
            reason: reason)
    }

    private static func size(_ entry: Survey.Entry, packSeconds: Double) -> Int {
        let largest = min(entry.trials, largestChoice)
        let each = max(entry.secondsPerTrial, 1e-9)
        var size = packSeconds / each
        if entry.sharedSeconds > splittableSharedSeconds { size = max(size, entry.sharedSeconds / each) }
        // Nine tenths of a trial's time may be missing from rounding: 63.999 trials are 64.
        return max(1, min(largest, Int(min(size + 1e-6, Double(largest)))))
    }

    /// Seconds of a good pack, less where that would leave hosts idle.
    private static func target(_ survey: Survey, _ compute: Compute) -> Double {
        let work = survey.groups.reduce(0) { $0 + $1.ownSeconds }
        return min(goodPackSeconds, work / Double(width(survey, compute)))
    }

    private static func width(_ survey: Survey, _ compute: Compute) -> Int {
        max(1, min(fewestPacks, compute.concurrency, survey.trials))
    }

    private static func reason(for sizing: PackSizing, _ survey: Survey, _ compute: Compute) -> String {
        if sizing.largestSize == largestChoice { return "no pack holds more than \(largestChoice.grouped) trials" }
        if survey.groups.contains(where: { $0.sharedSeconds > splittableSharedSeconds }) {
            return "a pack shares work of \(survey.groups.map(\.sharedSeconds).max()?.duration ?? "0 s"), paid once"
        }
        if sizing.largestSize == 1, sizing.longestPackSeconds >= goodPackSeconds {
            return "one trial takes \(sizing.longestPackSeconds.duration): a job of its own"
        }
        if target(survey, compute) >= goodPackSeconds {
            return "jobs of about \(goodPackSeconds.duration) pay for their start"
        }
        let width = width(survey, compute)
        return "cut for \(width) busy \(width == 1 ? "worker" : "workers"): all trials together are less work than "
            + "jobs of \(goodPackSeconds.duration)"
    }
}

// MARK: Alternatives

extension PackSizing {
    /// Two other sizes that a person may prefer, named in `packs.size`.
    func alternatives(_ survey: Survey) -> [PackSizing] {
        let candidates = [
            (max(1, largestSize / 4), "less is lost with a host, more starts are paid"),
            (largestSize.saturatingProduct(4), "fewer starts are paid, fewer workers are busy"),
            (1, "one trial a job: as wide as it gets, every start is paid"),
            (survey.trials, "one job for all trials of a trainer on a lane"),
        ]
        var known = [packs]
        var kept: [PackSizing] = []
        for (size, reason) in candidates where kept.count < 2 {
            let candidate = PackSizing(survey, size: min(size, survey.trials), reason: reason)
            guard !known.contains(candidate.packs) else { continue }
            known.append(candidate.packs)
            kept.append(candidate)
        }
        return kept
    }
}
