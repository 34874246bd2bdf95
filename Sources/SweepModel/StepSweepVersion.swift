/// The version of all three programs: built-in trials of equal versions only share a result, and outcomes name it.
public enum StepSweepVersion {
    public static let text = "0.1.0"
}
