internal import JSON
internal import SweepModel

/// A list of lanes in which every lane has a condition must still take every trial.
enum LaneCoverageCheck {
    static func check(_ section: ComputeSection, of space: SearchSpace, _ findings: inout Findings) {
        let conditions = section.compute.lanes.map(\.condition)
        guard !conditions.contains(nil), let place = section.places.last else { return }
        let fix = "add a lane without `when` at the end"
        // A point that meets no lane's condition is one that is left when all of them are excluded.
        let rest = try? SearchSpace(
            parameters: space.parameters, zips: space.zips, excludes: space.excludes + conditions.compactMap { $0 })
        switch rest?.countedPoints() {
        case .exact(0): return
        case .exact(let count):
            let first = rest?.points.first { _ in true }.map { space.parameters(at: $0).text().shortened(to: 120) }
            let subject = count == 1 ? "1 point matches" : "\(count) points match"
            findings.error(
                "compute.lanes", "\(subject) no lane, such as \(first ?? "some"); \(fix)", at: place)
        default:
            findings.error(
                "compute.lanes", "the grid is too large to tell whether every trial matches a lane; \(fix)", at: place)
        }
    }
}
