public import JSON
public import SweepModel
internal import TrainingCore

/// What a sweep's data let its trainers do, found out before anything is launched.
public final class DataCheck {
    /// Something that every worker would find, too.
    public struct Problem: Error, Hashable, Sendable {
        /// The key of the sweep file that would have to be another, such as `data.split`.
        public let key: String
        public let message: String
    }

    /// Of all parts of the split together.
    public let rows: Int
    public let features: Int
    /// Kinds of target; `nil` for numbers.
    public let classes: Int?

    private let data: SweepData
    private var checked: [JSON: Problem?] = [:]

    /// Reads the data and splits them.
    ///
    /// - Parameters:
    ///   - path: where `source.path` lies.
    ///   - targetPath: where `source.targetPath` lies, where there is one.
    public init(_ source: SweepModel.DataSource, path: String, targetPath: String?) throws(Problem) {
        data = SweepData(source: source, path: path, targetPath: targetPath)
        do {
            let set = try data.trainer().data
            rows = set.rows
            features = set.features.columns
            classes = set.target.labels.isEmpty ? nil : set.target.labels.count
        } catch {
            throw Problem(error)
        }
    }

    /// Why a trial with these parameters can't be trained, or `nil` where it can.
    public func problem(with parameters: JSON) -> Problem? {
        // Only these decide; a grid has few of their combinations.
        let names = ["trainer", "hidden", "batch_size", "optimizer"]
        let decisive = JSON.object((parameters.object ?? [:]).filter { names.contains($0.key) })
        if let known = checked[decisive] { return known }
        let problem = found(parameters)
        checked[decisive] = .some(problem)
        return problem
    }

    private func found(_ parameters: JSON) -> Problem? {
        // Wrong parameters are the sweep file's matter, not the data's.
        guard let configuration = try? TrainerParameters.configuration(parameters) else { return nil }
        do {
            let trainer = try data.trainer(for: configuration)
            return configuration.mismatch(with: trainer.data, split: trainer.split).map(Problem.init)
        } catch {
            return Problem(error)
        }
    }
}

extension DataCheck.Problem {
    fileprivate init(_ problem: SweepData.Problem) { self.init(key: problem.key, message: problem.message) }

    fileprivate init(_ mismatch: Mismatch) {
        let key =
            switch mismatch.subject {
            case .target: "data.target"
            case .dataSize: "data.path"
            case .hidden: "parameters.hidden"
            case .batchSize: "parameters.batch_size"
            }
        self.init(key: key, message: mismatch.reason)
    }
}
