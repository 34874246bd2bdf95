internal import Foundation

/// What a worker is told by its environment when it scores a shard.
public struct ShardSettings: Sendable, Equatable {
    /// `STEPSWEEP_STORE`: the folder of the object store, or the name of its bucket.
    public var store: String
    /// `STEPSWEEP_SCORING`
    public var scoring: String
    /// `STEPSWEEP_SHARD`
    public var shard: String
    /// `STEPSWEEP_ARM`: whose model answers.
    public var arm: String
    /// `STEPSWEEP_ENGINE_FD`: the read end of a pipe that closes when the engine ends.
    public var engineDescriptor: Int32?

    /// The variable that makes a worker score instead of train.
    public static let variable = "STEPSWEEP_SCORING"

    public init(store: String, scoring: String, shard: String, arm: String, engineDescriptor: Int32? = nil) {
        self.store = store
        self.scoring = scoring
        self.shard = shard
        self.arm = arm
        self.engineDescriptor = engineDescriptor
    }

    /// Reads the environment.
    ///
    /// - Throws: `WorkerError.invalidSettings` with every problem at once.
    public init(environment: [String: String]) throws(WorkerError) {
        var reader = SettingsReader(environment: environment)
        let store = reader.store()
        let scoring = reader.name(Self.variable)
        let shard = reader.name("STEPSWEEP_SHARD")
        let arm = reader.name("STEPSWEEP_ARM")
        let engine = reader.number("STEPSWEEP_ENGINE_FD", in: 0...Int32.max) { Int32($0) }
        guard reader.problems.isEmpty, let store, let scoring, let shard, let arm else {
            throw .invalidSettings(reader.problems)
        }
        self.init(store: store, scoring: scoring, shard: shard, arm: arm, engineDescriptor: engine)
    }
}
