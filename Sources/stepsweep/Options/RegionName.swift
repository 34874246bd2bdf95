import AWS
import SweepModel

/// Tells a slip in a region's name from a region that is newer than this program.
enum RegionName {
    /// Where an endpoint is one's own, so may its region's name be.
    ///
    /// - Parameters:
    ///   - place: where the name comes from, for people.
    ///   - warns: says so where the name is none that is known, and could be one.
    /// - Throws: `CommandFailure` for a name that no region has.
    static func check(_ region: String, from place: String, warns: Bool) throws(CommandFailure) {
        guard !KnownRegions.all.contains(region), Partition.isRegion(region),
            (Terminal.environment("AWS_ENDPOINT_URL") ?? "").isEmpty
        else { return }
        let suggestion = NearMiss.suggestion(for: region, among: KnownRegions.all)
        guard KnownRegions.isPlausible(region) else {
            throw CommandFailure(
                "error: \(place): there is no AWS region `\(region)`\(suggestion); name one such as eu-central-1",
                .usage)
        }
        if warns {
            Terminal.say("warning: \(place): `\(region)` is no AWS region that this program knows\(suggestion)")
        }
    }
}
