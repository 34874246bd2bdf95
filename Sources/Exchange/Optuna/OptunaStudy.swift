internal import JSON
internal import ResultStore
internal import SweepModel

/// A sweep as an Optuna study in an SQLite storage, which `optuna.load_study` and optuna-dashboard open.
///
/// A trial's number is its place among the finished trials of the grid. Succeeded trials are `COMPLETE` with the sweep's metric as value, failed
/// ones, and those without the metric, are `FAIL`. The metric's curve gives intermediate values; everything else is a user attribute.
public struct OptunaStudy {
    private let sweep: ExportedSweep
    private let parameters: [String: OptunaParameter]
    /// The only study of the file.
    private static let study = 1

    public init(_ sweep: ExportedSweep) {
        self.sweep = sweep
        var values: [String: [JSON]] = [:]
        for trial in sweep.trials {
            for (name, value) in trial.parameters { values[name, default: []].append(value) }
        }
        parameters = values.mapValues(OptunaParameter.init)
    }

    /// - Throws: `ExchangeError`, `ResultStoreError`.
    public func write(to file: OutputFile) throws {
        try file.write { path in
            do {
                try NewDatabase.write(path: path, schema: OptunaSchema.tables, fill: fill)
            } catch let failure as NewDatabaseFailure {
                throw ExchangeError.unwritable(path: file.path, problem: failure.problem)
            }
        }
    }

    private func fill(_ database: NewDatabase) throws {
        try database.insert(into: "alembic_version", .text(OptunaSchema.migration))
        try database.insert(
            into: "version_info", .integer(1), .integer(OptunaSchema.schemaVersion), .text(OptunaSchema.libraryVersion))
        let summary = sweep.summary
        try database.insert(into: "studies", .integer(Self.study), .text(summary.sweep))
        try database.insert(
            into: "study_directions", .integer(1), .text(summary.metric.goal.rawValue.uppercased()),
            .integer(Self.study), .integer(0))
        try database.insert(
            into: "study_system_attributes", .integer(1), .integer(Self.study), .text("study:metric_names"),
            .text(JSON.array([.string(summary.metric.name)]).text()))
        try insert(studyAttributes, into: "study_user_attributes", of: Self.study, database)
        for (number, trial) in sweep.trials.enumerated() { try insert(trial, number, database) }
    }

    private var studyAttributes: [String: JSON] {
        [
            "stepsweep": .string(StepSweepVersion.text), "sweep": .string(sweep.summary.sweep),
            "name": .string(sweep.summary.name), "metric": .string(sweep.summary.metric.name),
            "planned": .integer(sweep.summary.planned),
            "description": sweep.summary.description.map(JSON.string) ?? .null,
        ]
    }

    private func insert(_ trial: ExportedTrial, _ number: Int, _ database: NewDatabase) throws {
        let id = number + 1
        let outcome = try sweep.details(of: trial)
        let value = trial.ranked.value
        try database.insert(
            into: "trials", .integer(id), .integer(number), .integer(Self.study),
            .text(outcome.status == .succeeded && value != nil ? "COMPLETE" : "FAIL"),
            .text(OptunaTime.text(secondsSince1970: outcome.cost.startedAt)),
            .text(OptunaTime.text(secondsSince1970: outcome.cost.startedAt + outcome.cost.seconds)))
        if outcome.status == .succeeded, let value {
            try database.insert(
                into: "trial_values", .null, .integer(id), .integer(0), .real(value), .text("FINITE"))
        }
        for (name, value) in trial.parameters.sorted(by: { $0.key < $1.key }) {
            guard let parameter = parameters[name] else { continue }
            try database.insert(
                into: "trial_params", .null, .integer(id), .text(name), .real(parameter.stored(value)),
                .text(parameter.distributionText))
        }
        try insertCurve(outcome, id, database)
        try insert(TrialAttributes.all(of: trial, outcome), into: "trial_user_attributes", of: id, database)
    }

    private func insertCurve(_ outcome: TrialOutcome, _ id: Int, _ database: NewDatabase) throws {
        for (step, value) in CurvePoints(of: sweep.summary.metric.name, in: outcome).points {
            try database.insert(
                into: "trial_intermediate_values", .null, .integer(id), .integer(step), .real(value), .text("FINITE"))
        }
    }

    private func insert(
        _ attributes: [String: JSON], into table: String, of owner: Int, _ database: NewDatabase
    ) throws {
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            try database.insert(into: table, .null, .integer(owner), .text(name), .text(value.text()))
        }
    }
}
