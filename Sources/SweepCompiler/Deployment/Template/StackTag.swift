internal import JSON

/// What every resource carries, so that a bill and a clean-up can find them all.
enum StackTag {
    static let key = "stepsweep:stack"

    /// `[{"Key": …, "Value": …}]`, as most services want them.
    static let list: JSON = [["Key": .string(key), "Value": Intrinsic.stackName]]
    /// `{"…": …}`, as Batch wants them.
    static let map: JSON = [key: Intrinsic.stackName]
}

/// A tag on objects of checkpoints, which the bucket's lifecycle looks for.
///
/// A lifecycle can't filter by the middle of a key. Whoever promotes a model made of checkpoints takes the tag off.
public enum CheckpointTag {
    public static let key = "stepsweep:checkpoint"
    public static let value = "true"
    /// Days after which a tagged object goes.
    public static let expirationDays = 30
}
