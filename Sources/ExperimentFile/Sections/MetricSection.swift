internal import JSON
internal import SweepModel

/// `metric`: the number that trials are ranked by.
enum MetricSection {
    private static let keys = ["name", "goal", "target", "impute", "impute_while_running"]

    /// Parts of names whose greater values are better.
    private static let greaterIsBetter: Set<String> = [
        "acc", "accuracy", "auc", "auroc", "f1", "r2", "precision", "recall", "score", "iou", "dice", "map", "bleu",
        "rouge", "reward", "return", "ndcg",
    ]

    /// - Parameter known: the metrics that a trial reports; `nil` for a user's own program.
    static func read(_ root: Section, known: [TrainerMetric]?, _ findings: inout Findings) -> Metric? {
        guard let value = root["metric"] else { return missing(root, known, &findings) }
        guard let section = Section(value, path: "metric", keys: keys, &findings) else { return nil }
        warnOfIgnored(section, &findings)
        let goal = section["goal"] == nil ? nil : section.choice("goal", of: goals, &findings)
        guard section["name"] != nil else {
            findings.error("metric", "needs `name`", at: section.place)
            return nil
        }
        guard let name = section.text("name", &findings), section["goal"] == nil || goal != nil else { return nil }
        if let known, !known.isEmpty {
            guard isKnown(name, known, section, &findings) else { return nil }
        }
        let metric = Metric(name: name, goal: goal.flatMap(Metric.Goal.init) ?? .minimize)
        warnOfGoal(metric, isGiven: goal != nil, known, section, &findings)
        return metric
    }

    private static let goals = Metric.Goal.allCases.map(\.rawValue)

    private static func missing(_ root: Section, _ known: [TrainerMetric]?, _ findings: inout Findings) -> Metric? {
        guard let known else {
            findings.error(
                "metric",
                "is missing: trials are ranked by one number that your program reports; "
                    + "add `metric: {name: validation_loss, goal: minimize}`", at: root.place)
            return nil
        }
        guard let first = known.first else { return nil }
        let rivals = known.filter { $0.name == "validation_accuracy" || $0.name == "validation_rmse" }
        guard rivals.count < 2 else {
            findings.error(
                "metric",
                "is missing, and this trainer serves two tasks; add `metric: {name: validation_accuracy, goal: maximize}` "
                    + "or `metric: {name: validation_rmse, goal: minimize}`", at: root.place)
            return nil
        }
        findings.warning(
            "metric", "is missing; `{name: \(first.name), goal: \(first.goal.rawValue)}` is taken", at: root.place)
        return Metric(name: first.name, goal: first.goal)
    }

    private static func isKnown(
        _ name: String, _ known: [TrainerMetric], _ section: Section, _ findings: inout Findings
    ) -> Bool {
        let names = known.map(\.name)
        guard !names.contains(name) else { return true }
        let near = NearMiss.best(for: name, among: names) ?? names.first { $0.hasSuffix("_\(name)") }
        let rest =
            near.map { "; did you mean `\($0)`?" } ?? "; reported are \(unique(names).joined(separator: ", "))"
        findings.error(
            "metric.name", "`\(name.shortened(to: 60))` is not reported by this sweep's trainers\(rest)",
            at: section["name"]?.place ?? section.place)
        return false
    }

    private static func unique(_ names: [String]) -> [String] {
        names.reduce(into: []) { unique, name in
            if !unique.contains(name) { unique.append(name) }
        }
    }

    private static func warnOfGoal(
        _ metric: Metric, isGiven: Bool, _ known: [TrainerMetric]?, _ section: Section, _ findings: inout Findings
    ) {
        let natural = known?.first { $0.name == metric.name }?.goal
        let place = section["goal"]?.place ?? section.place
        if isGiven {
            guard let natural, natural != metric.goal else { return }
            findings.warning(
                "metric.goal",
                "\(metric.goal.rawValue) ranks the worst trials first: better is "
                    + "\(natural == .maximize ? "greater" : "smaller") for `\(metric.name)`", at: place)
            return
        }
        let words = metric.name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard natural == .maximize || (natural == nil && words.contains { greaterIsBetter.contains($0) }) else {
            return
        }
        findings.warning(
            "metric.goal",
            "is missing, and W&B's default is minimize; add `goal: maximize` if a greater `\(metric.name)` is better",
            at: place)
    }

    private static func warnOfIgnored(_ section: Section, _ findings: inout Findings) {
        if let target = section["target"] {
            if target.json.double == nil {
                findings.error(
                    "metric.target", "must be a number, received \(target.quoted)", at: target.place)
            } else {
                findings.warning(
                    "metric.target", "has no effect: every trial of the grid is run, also after one reaches it",
                    at: section.keyPlace("target") ?? target.place)
            }
        }
        for key in ["impute", "impute_while_running"] {
            guard let place = section.keyPlace(key) else { continue }
            findings.warning(
                "metric.\(key)", "has no effect on a grid: failed trials are ranked behind all others", at: place)
        }
    }
}
