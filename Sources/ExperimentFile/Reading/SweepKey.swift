/// The keys of a sweep file: W&B's, and ours beside them.
enum SweepKey {
    /// The keys that have a meaning here, in the order in which messages list them.
    static let known = [
        "name", "description", "method", "metric", "parameters", "trainer", "program", "command", "data", "seeds",
        "zip", "when", "exclude", "run_cap", "compute", "packs", "budget", "reduce", "on_finish",
        "environment", "secrets",
    ]

    static let others = refused.map(\.key) + ignored.map(\.key)

    /// Keys of W&B that change what a sweep does, in a way that this program can't follow.
    static let refused: [(key: String, reason: String)] = [
        (
            "early_terminate",
            "stopping trials early is not supported: every trial of a grid runs to its end; remove this key"
        ),
        ("metrics", "several metrics need `method: custom`; name one in `metric`"),
        ("scheduler", "an outside optimizer needs `method: custom`; remove this key for a grid"),
        ("job", "a W&B Launch job can't be run here; name what to run with `program` or `command`"),
        ("image_uri", "a W&B Launch image can't be run here; name what to run with `program` or `command`"),
    ]

    /// Keys of W&B that matter only to its servers.
    static let ignored: [(key: String, reason: String)] = [
        ("project", "has no effect here: there are no W&B projects"),
        ("entity", "has no effect here: there are no W&B users or teams"),
        ("controller", "has no effect here: a grid needs no controller"),
        ("apiVersion", "has no effect here"),
        ("kind", "has no effect here"),
    ]
}
