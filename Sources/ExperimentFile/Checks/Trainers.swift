internal import SweepModel

/// The built-in trainers that a sweep may use.
struct Trainers {
    let schemas: [TrainerSchema]

    /// The tasks that all of them learn.
    var tasks: [DataSource.Task] {
        DataSource.Task.allCases.filter { task in schemas.allSatisfy { $0.tasks.contains(task) } }
    }

    var names: String { schemas.map(\.name).joined(separator: ", ") }
}
