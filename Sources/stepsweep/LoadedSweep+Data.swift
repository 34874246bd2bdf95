import ExperimentFile
import SweepCompiler
import SweepModel
import TrialRunner

/// Whether the trials and the data fit each other.
extension LoadedSweep {
    /// The trials of so many points are held against the data, so that no grid is too large for it. What a later one can't
    /// use is its outcome.
    private static let checkedPoints = 10_000

    /// Reports data that can't be used, and trials that can't use them.
    static func check(
        _ source: DataSource, at path: String, targetPath: String?, _ experiment: Experiment,
        _ reading: inout SweepReading
    ) -> PlanInputs.DataShape? {
        do {
            let data = try DataCheck(source, path: path, targetPath: targetPath)
            var told: Set<DataCheck.Problem> = []
            for point in experiment.space.points.prefix(min(checkedPoints, experiment.runCap ?? checkedPoints)) {
                guard let problem = data.problem(with: experiment.space.parameters(at: point)),
                    told.insert(problem).inserted
                else { continue }
                reading.error(problem.key, problem.message)
            }
            return PlanInputs.DataShape(rows: data.rows, features: data.features, classes: data.classes)
        } catch {
            reading.error(error.key, error.message)
            return nil
        }
    }
}
