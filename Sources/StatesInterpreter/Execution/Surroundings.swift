internal import Foundation

/// What all executions of one interpreter share.
struct Surroundings: Sendable {
    let taskRunner: any TaskRunner
    let objects: (any MapObjects)?
    let journal: any Journal
    let clock: any ExecutionClock
    let randomBits: @Sendable () -> UInt64
}
