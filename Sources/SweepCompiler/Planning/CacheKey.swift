internal import JSON
internal import SweepModel

/// Names a trial's result wherever it was computed: equal keys give equal numbers.
///
/// Parameters, seed, code, data, how the data is split, and whether the test part is scored enter; lanes, budgets, pack sizes and file names don't.
struct CacheKeys: Sendable {
    /// The hash of all that the sweep's trials have in common.
    private let common: String

    init(_ experiment: Experiment, codeDigest: String, inputs: PlanInputs) {
        var common = Self.description(experiment.work, codeDigest, inputs)
        // Keys of all other sweeps are what they were before there were confirmations.
        if experiment.confirms?.scoresTest ?? false { common["scoresTest"] = true }
        self.common = Digest.sha256(JSON.object(common).bytes())
    }

    /// The first 32 hexadecimal digits of a SHA-256.
    func key(parameters: JSON, seed: Int) -> String {
        let content: JSON = [
            "common": .string(common), "parameters": parameters.normalisingNumbers, "seed": .integer(seed),
        ]
        return String(Digest.sha256(content.bytes()).prefix(32))
    }

    private static func description(
        _ work: Experiment.Work, _ codeDigest: String, _ inputs: PlanInputs
    ) -> [String: JSON] {
        switch work {
        case .builtIn(let data):
            [
                "code": .string(codeDigest), "data": inputs.dataDigest.map(JSON.string) ?? .null,
                "targetData": inputs.targetDigest.map(JSON.string) ?? .null,
                "target": data.target.map(JSON.string) ?? .null,
                "task": data.task.map { .string($0.rawValue) } ?? .null, "split": description(data.split),
                "folds": data.folds.map(JSON.integer) ?? .null, "standardize": .bool(data.standardize),
            ]
        case .command(let template):
            ["code": .string(codeDigest), "command": .array(template.command.map(JSON.string))]
        }
    }

    private static func description(_ split: DataSource.Split) -> JSON {
        [
            "train": .number(split.train), "validation": .number(split.validation), "test": .number(split.test),
            "seed": .integer(split.seed), "stratify": .bool(split.stratify),
        ]
    }
}
