public import StatesLanguage
public import SweepModel

/// A sweep that can be launched: everything an engine needs, and nothing about where it runs.
public struct CompiledSweep: Sendable {
    /// `name-0123abcd`: the file's name, and the first digits of a hash over machine, work and packs.
    public let sweep: String
    public let machine: StateMachine
    /// The machine as indented JSON text with a line break at its end: the bytes that are hashed, printed, stored and
    /// run.
    public let machineBytes: [UInt8]
    public let work: WorkDocument
    /// Made while they are walked.
    public let packs: PackSequence
    /// All packs with their lanes, in order.
    public let manifest: [ManifestRow]
}
