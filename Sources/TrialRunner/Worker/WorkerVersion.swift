/// The worker's own version, which outcomes carry.
public enum WorkerVersion {
    public static let text = "0.1.0"
}
