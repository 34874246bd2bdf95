/// Seeds that a sweep has not used.
public enum FreshSeeds {
    /// The `count` whole numbers behind the highest of `used`; where there are none left, the lowest free ones from 0.
    ///
    /// The same sweep always gets the same ones, so that a confirmation which is asked for twice is one.
    public static func after(_ used: [Int], count: Int) -> [Int] {
        let known = Set(used)
        let (first, overflows) = (used.max() ?? -1).addingReportingOverflow(1)
        let isRoom = !overflows && !first.addingReportingOverflow(count).overflow
        return Array((isRoom ? first... : 0...).lazy.filter { !known.contains($0) }.prefix(count))
    }
}
