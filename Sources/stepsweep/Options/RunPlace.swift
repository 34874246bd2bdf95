import ArgumentParser

/// Where a sweep runs.
enum RunPlace: String, ExpressibleByArgument, CaseIterable {
    /// This machine.
    case local
    case aws
}
