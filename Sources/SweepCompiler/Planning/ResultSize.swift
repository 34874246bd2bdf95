internal import JSON
internal import SweepModel

/// Bytes that a trial takes in `results.sqlite`, from its parameters and the shape of the data: good to a factor of two.
///
/// The constants are measured; docs/decisions/0076 has the sweeps and the command.
struct ResultSize: Sendable {
    private let work: Work

    private enum Work: Sendable {
        /// Validation rows and test rows whose losses are kept, and the bytes of all folds' metrics.
        case builtIn(losses: Int, testLosses: Int, folds: Int)
        case command
    }

    init(_ experiment: Experiment, shape: PlanInputs.DataShape?) {
        guard case .builtIn(let data) = experiment.work else {
            work = .command
            return
        }
        let share = data.folds == nil ? data.split.validation : 1 - data.split.test
        func kept(_ share: Double) -> Int { Int(min(Double(shape?.rows ?? 0) * share, Self.mostLosses)) }
        let scoresTest = experiment.confirms?.scoresTest ?? false
        work = .builtIn(
            losses: kept(share), testLosses: scoresTest ? kept(data.split.test) : 0, folds: data.folds ?? 0)
    }

    func bytes(of parameters: JSON) -> Double {
        let row = Self.rowBytes + Double(parameters.bytes().count)
        switch work {
        case .builtIn(let losses, let testLosses, let folds):
            let (points, columns) = curve(of: parameters)
            return row + Self.metricBytes * Self.builtInMetrics + Self.stored(text(points, columns))
                + Self.stored(Double(folds) * Self.builtInMetrics * Self.foldBytes) + Self.stored(4 * Double(losses))
                + Self.stored(4 * Double(testLosses))
        case .command:
            return row + Self.metricBytes * Self.commandMetrics
                + Self.stored(text(Self.commandPoints, Self.commandMetrics))
        }
    }

    /// A curve's length and columns beside the step. Ridge has none; L-BFGS ends after half its iterations or so.
    private func curve(of parameters: JSON) -> (points: Double, columns: Double) {
        guard let schema = parameters["trainer"]?.string.flatMap({ TrainerSchema.named($0) }) else { return (0, 0) }
        let settings = TrialSettings(parameters, of: schema)
        switch schema.name {
        case "softmax" where settings["optimizer"]?.string == "lbfgs":
            return (min(settings.number("max_iterations") / 2, Self.mostPoints), 1)
        case "softmax", "mlp": return (min(settings.number("epochs"), Self.mostPoints), 3)
        default: return (0, 0)
        }
    }

    private func text(_ points: Double, _ columns: Double) -> Double {
        points * (Self.stepCharacters + columns * Self.valueCharacters)
    }
}

// MARK: Measured

extension ResultSize {
    /// A row of `trials` without its parameters, and its places in three indexes.
    static let rowBytes = 560.0
    static let metricBytes = 34.0
    /// Characters of a number in a curve's text, its comma included.
    static let valueCharacters = 20.0
    static let stepCharacters = 5.0
    static let foldBytes = 48.0
    static let builtInMetrics = 7.0
    /// Workers keep no longer curve and no more losses.
    static let mostPoints = 1_001.0
    static let mostLosses = 20_000.0

    /// What a program reports: nothing is known before it has run. At most it could be 1,000 reports of 100 metrics.
    static let commandMetrics = 3.0
    static let commandPoints = 100.0

    /// Of one trial without its curve; and of each byte. On one core in a debug build.
    static let mergeSecondsPerTrial = 4e-4
    static let mergeSecondsPerByte = 2e-7

    static let pageBytes = 4_096.0
    private static let usableBytes = 4_084.0
    private static let rowHeadBytes = 12.0

    /// Bytes of the pages that a text or blob takes in a table of such rows (SQLite file format, overflow pages).
    static func stored(_ bytes: Double) -> Double {
        guard bytes > 0 else { return 0 }
        let row = bytes + rowHeadBytes
        if row <= usableBytes { return pageBytes / (usableBytes / row).rounded(.down) }
        let overflow = (bytes / (pageBytes - 4)).rounded(.down) * pageBytes
        return overflow + bytes.truncatingRemainder(dividingBy: pageBytes - 4) + rowHeadBytes
    }
}
