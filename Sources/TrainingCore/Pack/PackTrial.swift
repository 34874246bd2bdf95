/// One trial of a pack: what to train, and the seed of its initial weights, order of rows and dropout.
public struct PackTrial: Sendable, Equatable {
    public let configuration: TrainerConfiguration
    public let seed: UInt64

    public init(configuration: TrainerConfiguration, seed: UInt64) {
        self.configuration = configuration
        self.seed = seed
    }
}
