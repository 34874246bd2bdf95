internal import JSON
internal import SweepModel

/// `data`: the file that built-in trainers read, and how its rows are split.
enum DataSection {
    private static let keys = ["path", "target", "target_path", "task", "split", "folds", "standardize"]

    static func read(_ root: Section, _ trainers: Trainers, _ findings: inout Findings) -> DataSource? {
        guard let value = root["data"] else {
            findings.error(
                "data", "is missing: a built-in trainer needs a file; add `data: {path: data.csv, target: label}`",
                at: root.place)
            return nil
        }
        if let path = value.json.string, !path.isEmpty {
            return isDataFile(path, "data", value.place, &findings) ? DataSource(path: path) : nil
        }
        guard let section = Section(value, path: "data", keys: keys, &findings) else { return nil }
        if section["path"] == nil { findings.error("data", "needs `path`", at: section.place) }
        let path = section.text("path", &findings)
        let targetPath = section.text("target_path", &findings)
        let task = section.choice("task", of: DataSource.Task.allCases.map(\.rawValue), &findings)
            .flatMap(DataSource.Task.init)
        if let task { check(task, trainers, section, &findings) }
        let folds = section.wholeNumber("folds", in: 2...1_000, &findings)
        let split = SplitSection.read(section, hasFolds: section["folds"] != nil, &findings)
        let target = section.text("target", &findings)
        let standardize = section.flag("standardize", &findings) ?? true
        if let targetPath { checkTargetPath(targetPath, path, section, &findings) }
        guard let path, let split, isDataFile(path, "data.path", section["path"]?.place ?? section.place, &findings)
        else { return nil }
        return DataSource(
            path: path, targetPath: targetPath, target: target, task: task, split: split, folds: folds,
            standardize: standardize)
    }

    private static func ending(_ path: String) -> String {
        path.split(separator: ".").count > 1 ? path.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
    }

    private static func isDataFile(
        _ path: String, _ filePath: String, _ place: Place, _ findings: inout Findings
    ) -> Bool {
        guard !["csv", "npy", "npz"].contains(ending(path)) else { return true }
        findings.error(
            filePath, "must be a .csv, .npy or .npz file, received `\(path.shortened(to: 60))`", at: place)
        return false
    }

    private static func checkTargetPath(
        _ targetPath: String, _ path: String?, _ section: Section, _ findings: inout Findings
    ) {
        let place = section["target_path"]?.place ?? section.place
        if ending(targetPath) != "npy" {
            findings.error(
                "data.target_path", "must be a .npy file, received `\(targetPath.shortened(to: 60))`", at: place)
        } else if let path, ending(path) != "npy" {
            findings.error(
                "data.target_path", "goes with .npy features only; name the target with `target`", at: place)
        } else if section["target"] != nil {
            findings.error("data.target", "can't stand beside `target_path`", at: section.keyPlace("target") ?? place)
        }
    }

    private static func check(
        _ task: DataSource.Task, _ trainers: Trainers, _ section: Section, _ findings: inout Findings
    ) {
        for schema in trainers.schemas where !schema.tasks.contains(task) {
            findings.error(
                "data.task",
                "`\(schema.name)` learns \(schema.tasks.map(\.rawValue).joined(separator: ", ")), not \(task.rawValue)",
                at: section["task"]?.place ?? section.place)
        }
    }
}
