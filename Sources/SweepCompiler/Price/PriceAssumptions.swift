/// What a price rests on beside the table. Requests and logs are cents beside compute; their counts are generous.
enum PriceAssumptions {
    /// Seconds of one look of the reducer at the gate, least and most, and its memory in GB.
    static let lookSeconds = (least: 1.0, most: 30.0)
    static let reducerGB = Double(ReducerResources.memoryMiB) / 1_024
    /// Seconds between two looks of the reducer at the gate.
    static let gateSeconds = 60.0
    /// Objects that a launch writes beside the packs: plan, machine, work, manifest, control.
    static let launchWrites = 6.0
    /// Requests of a worker for each pack and for each trial, least and most.
    static let packReads = (least: 4.0, most: 40.0)
    static let packWrites = (least: 3.0, most: 40.0)
    static let trialWrites = (least: 1.0, most: 4.0)
    /// Bytes that a trial writes to its log, least and most.
    static let trialLogBytes = (least: 0.0, most: 20_000.0)
    /// States outside the Map: Train, Reduce, Enough, and the end.
    static let outerTransitions = 4.0
    /// States of the gate: read, choose.
    static let gateTransitions = 2.0

    /// What no price here counts.
    static let notCounted = [
        "minutes that hosts idle before Batch lets them go", "disks of hosts", "network traffic out of the region",
        "stored objects and logs from month to month", "taxes", "less: AWS's free tiers",
    ]
}
