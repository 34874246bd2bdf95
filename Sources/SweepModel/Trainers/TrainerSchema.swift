/// What a sweep file may say about a built-in trainer: the one description that checks, `plan` and `stepsweep trainers` share.
public struct TrainerSchema: Sendable, Equatable {
    /// The value of the parameter `trainer`.
    public let name: String
    /// One sentence.
    public let summary: String
    /// The kinds of target it learns; never empty.
    public let tasks: [DataSource.Task]
    /// Sorted by name.
    public let parameters: [Hyperparameter]

    init(_ name: String, _ summary: String, tasks: [DataSource.Task], _ parameters: [Hyperparameter]) {
        self.name = name
        self.summary = summary
        self.tasks = tasks
        self.parameters = parameters.sorted { $0.name < $1.name }
    }

    /// Every built-in trainer, by name.
    public static let all: [TrainerSchema] = [mlp, ridge, softmax]

    public static func named(_ name: String) -> TrainerSchema? { all.first { $0.name == name } }

    public func parameter(_ name: String) -> Hyperparameter? { parameters.first { $0.name == name } }

    /// The metrics that it reports, in the order of tasks and then of importance.
    public var metrics: [TrainerMetric] { tasks.flatMap(TrainerMetric.reported) }
}
