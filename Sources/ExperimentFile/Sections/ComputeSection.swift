internal import JSON
internal import SweepModel

/// `compute`: lanes, tried in the order of the file, and how many packs run at once.
struct ComputeSection {
    private static let keys = ["concurrency", "lanes", "lane"]
    private static let laneKeys = [
        "vcpus", "memory_mib", "gpus", "timeout_seconds", "retries", "last_attempt_on_demand", "service",
    ]
    static let laneNames = Lane.allCases.map(\.rawValue)

    let compute: Compute
    /// Where each lane's name stands.
    let places: [Place]

    /// - Returns: `nil` after an error.
    static func read(_ root: Section, _ table: ParameterTable, _ findings: inout Findings) -> ComputeSection? {
        guard let value = root["compute"] else { return ComputeSection(compute: Compute(), places: [root.place]) }
        let section = Section(value, path: "compute", keys: keys + laneKeys, &findings)
        guard let section else { return nil }
        let concurrency = section.wholeNumber("concurrency", in: 1...10_000, &findings)
        guard let lanes = lanes(section, table, &findings), section["concurrency"] == nil || concurrency != nil else {
            return nil
        }
        return ComputeSection(
            compute: Compute(lanes: lanes.map(\.rule), concurrency: concurrency ?? Compute().concurrency),
            places: lanes.map(\.place))
    }

    private typealias PlacedLane = (rule: LaneRule, place: Place)

    private static func lanes(
        _ section: Section, _ table: ParameterTable, _ findings: inout Findings
    ) -> [PlacedLane]? {
        guard let value = section["lanes"] else { return single(section, &findings).map { [($0, section.place)] } }
        for key in ["lane"] + laneKeys {
            guard let place = section.keyPlace(key) else { continue }
            findings.error("compute.\(key)", "can't stand beside `lanes`; write it into a lane", at: place)
        }
        guard let members = value.members, !members.isEmpty else {
            findings.error(
                "compute.lanes", "must be a mapping from lanes to their settings, received \(value.quoted)",
                at: value.place)
            return nil
        }
        var lanes: [PlacedLane] = []
        var open: String?
        for member in members {
            let path = "compute.lanes.\(member.key)"
            if let open {
                findings.warning(path, "is never used: `\(open)` before it takes every trial", at: member.keyPlace)
            }
            guard let rule = lane(member, path: path, table, &findings) else { continue }
            if rule.condition == nil, open == nil { open = member.key }
            lanes.append((rule, member.keyPlace))
        }
        return lanes.count == members.count ? lanes : nil
    }

    /// `compute: {lane: spot, vcpus: 2}`.
    private static func single(_ section: Section, _ findings: inout Findings) -> LaneRule? {
        guard section["lane"] != nil else { return LaneSettings.read(.onDemand, section, nil, &findings) }
        let name = section.choice("lane", of: laneNames, &findings)
        return name.flatMap(Lane.init).flatMap { LaneSettings.read($0, section, nil, &findings) }
    }

    private static func lane(
        _ member: SourceValue.Member, path: String, _ table: ParameterTable, _ findings: inout Findings
    ) -> LaneRule? {
        guard let lane = Lane(rawValue: member.key) else {
            let suggestion = NearMiss.suggestion(for: member.key, among: laneNames)
            findings.error(
                path, "is no lane; lanes are \(laneNames.joined(separator: ", "))\(suggestion)", at: member.keyPlace)
            return nil
        }
        // `spot:` with nothing behind it is a lane with all defaults.
        let isBare = member.value.json.isNull
        let value = isBare ? SourceValue(place: member.keyPlace, content: .mapping([])) : member.value
        guard let section = Section(value, path: path, keys: ["when"] + laneKeys, &findings) else { return nil }
        guard let when = section["when"] else { return LaneSettings.read(lane, section, nil, &findings) }
        let reader = ConditionReader(table: table, mustBePossible: false)
        let condition = reader.read(when, path: section.path(of: "when"), &findings)
        let rule = LaneSettings.read(lane, section, condition, &findings)
        return condition == nil ? nil : rule
    }
}
