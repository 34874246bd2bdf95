/// Quantiles of a sample.
public enum Quantile {
    /// The linear interpolation between order statistics at (n − 1) · `probability` (Hyndman & Fan's type 7, 1996).
    ///
    /// `nil` for no values or a probability outside [0, 1].
    public static func interpolated(ofSorted values: [Double], _ probability: Double) -> Double? {
        guard !values.isEmpty, probability >= 0, probability <= 1 else { return nil }
        let position = probability * Double(values.count - 1)
        let below = min(Int(position), values.count - 1)
        let above = min(below + 1, values.count - 1)
        let share = position - Double(below)
        return share == 0 ? values[below] : values[below] + share * (values[above] - values[below])
    }
}
