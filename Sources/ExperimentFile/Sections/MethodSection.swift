internal import JSON

/// `method`, and the keys of W&B that a grid here refuses or ignores.
enum MethodSection {
    private static let others = ["random", "bayes", "custom"]

    static func check(_ root: Section, _ findings: inout Findings) {
        checkMethod(root, &findings)
        for (key, reason) in SweepKey.refused {
            if let place = root.keyPlace(key) { findings.error(key, reason, at: place) }
        }
        for (key, reason) in SweepKey.ignored {
            guard let place = root.keyPlace(key), let value = root[key] else { continue }
            if key == "kind", value.json != "sweep" {
                findings.error("kind", "must be sweep, received \(value.quoted)", at: value.place)
            } else {
                findings.warning(key, reason, at: place)
            }
        }
    }

    private static func checkMethod(_ root: Section, _ findings: inout Findings) {
        guard let value = root["method"] else {
            findings.error("method", "is missing; add `method: grid`", at: root.place)
            return
        }
        guard value.json != "grid" else { return }
        if let method = value.json.string, others.contains(method) {
            findings.error(
                "method", "`\(method)` is not supported: only `method: grid` is, which tries every combination once",
                at: value.place)
            return
        }
        findings.error("method", "must be grid, received \(value.quoted)", at: value.place)
    }
}
