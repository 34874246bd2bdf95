internal import JSON
internal import SweepModel

/// `data.split`: the parts of the rows that trials train on, are judged by, and never see.
enum SplitSection {
    private static let keys = ["train", "validation", "test", "seed", "stratify"]

    static func read(_ data: Section, hasFolds: Bool, _ findings: inout Findings) -> DataSource.Split? {
        let usual = DataSource.Split()
        let folded = DataSource.Split(train: 0.8, validation: 0, test: 0.2)
        guard let value = data["split"] else { return hasFolds ? folded : usual }
        guard let section = Section(value, path: "data.split", keys: keys, &findings) else { return nil }
        let given = ["train", "validation", "test"].filter { section[$0] != nil }
        let parts = given.compactMap { key in
            section.number(key, in: 0...1, allowed: "a part of the rows between 0 and 1", &findings)
        }
        let seed = section.wholeNumber("seed", in: 0...Int.max, &findings) ?? 0
        let stratify = section.flag("stratify", &findings) ?? true
        guard parts.count == given.count else { return nil }
        var share = Dictionary(uniqueKeysWithValues: zip(given, parts))
        if hasFolds, share["validation"] == nil { share["validation"] = 0 }
        let preset = hasFolds ? folded : usual
        if share["train"] == nil || share.count < 2 {
            if share["validation"] == nil { share["validation"] = preset.validation }
            if share["test"] == nil { share["test"] = preset.test }
        }
        complete(&share)
        guard isWhole(share, hasFolds: hasFolds, section, &findings),
            isInBounds(share, hasFolds: hasFolds, section, &findings)
        else { return nil }
        return DataSource.Split(
            train: share["train"] ?? 0, validation: share["validation"] ?? 0, test: share["test"] ?? 0, seed: seed,
            stratify: stratify)
    }

    /// The one part that is not given gets the rest, free of binary dust.
    private static func complete(_ share: inout [String: Double]) {
        guard share.count == 2, let missing = ["train", "validation", "test"].first(where: { share[$0] == nil })
        else { return }
        let rest = 1 - share.values.reduce(0, +)
        share[missing] = EvenSpacing.rounded(max(0, rest < DataSource.Split.tolerance ? 0 : rest))
    }

    private static func isWhole(
        _ share: [String: Double], hasFolds: Bool, _ section: Section, _ findings: inout Findings
    ) -> Bool {
        let sum = share.values.reduce(0, +)
        var problem: String?
        if abs(sum - 1) > DataSource.Split.tolerance {
            problem = "train, validation and test must add up to 1, received \(EvenSpacing.rounded(sum))"
        } else if share["train"] == 0 {
            problem = "leaves no rows to train on"
        } else if hasFolds, share["validation"] != 0 {
            problem = "validation must be 0 beside `folds`: each fold is validated on in turn"
        } else if !hasFolds, share["validation"] == 0 {
            problem = "validation must be greater than 0, or trials can't be ranked; or give `folds`"
        }
        guard let problem else { return true }
        findings.error("data.split", problem, at: section.place)
        return false
    }

    /// What the trainers' own split takes.
    private static func isInBounds(
        _ share: [String: Double], hasFolds: Bool, _ section: Section, _ findings: inout Findings
    ) -> Bool {
        let before = findings.errorCount
        func report(_ key: String, _ problem: String, _ findings: inout Findings) {
            findings.error(section.path(of: key), problem, at: section[key]?.place ?? section.place)
        }
        let (validation, test) = (share["validation"] ?? 0, share["test"] ?? 0)
        let bounds = [("validation", validation, DataSource.Split.validationParts)].filter { _ in !hasFolds }
        for (key, part, range) in bounds + [("test", test, DataSource.Split.testParts)] where !range.contains(part) {
            let allowed = "\(JSON.number(range.lowerBound).normalisingNumbers) and \(range.upperBound)"
            report(key, "must be a part of the rows between \(allowed), received \(part)", &findings)
        }
        let least = DataSource.Split.leastTrain
        if findings.errorCount == before, !hasFolds, 1 - validation - test < least - DataSource.Split.tolerance {
            report(
                "validation",
                "must leave at least \(least) of the rows to train on, received \(validation) beside a test part of \(test)",
                &findings)
        }
        return findings.errorCount == before
    }
}
