internal import JSON
internal import SweepModel
internal import TrainingCore

/// What a person should know about a saved model, and where it comes from: the JSON beside the safetensors file.
struct ModelCard {
    let context: PackContext
    let source: SweepModel.DataSource
    let planned: PlannedTrial
    let trained: TrainedTrial

    /// Equal trials give equal cards.
    var json: JSON {
        let model = trained.model
        let trial = planned.trial
        return [
            "schema": "stepsweep.model-card", "version": 1, "sweep": .string(context.work.sweep),
            "name": .string(context.work.name), "trial": .string(trial.id), "index": .integer(trial.index),
            "point": .integer(trial.point), "seed": .integer(trial.seed), "parameters": trial.parameters,
            "cacheKey": .string(planned.cacheKey), "trainer": .string(model.trainer),
            "task": model.isClassifier ? "classification" : "regression",
            "labels": .array(model.labels.map(JSON.string)), "features": .array(model.featureNames.map(JSON.string)),
            "parameterCount": .integer(model.parameterCount), "epochs": .integer(trained.epochs),
            "metric": .string(context.work.metric.name), "goal": .string(context.work.metric.goal.rawValue),
            "metrics": .object(trained.metrics.mapValues(JSON.number)), "data": data,
            "codeDigest": .string(context.work.codeDigest), "worker": .string(StepSweepVersion.text),
            "blas": context.provenance.blas.map(JSON.string) ?? .null,
        ]
    }

    private var data: JSON {
        let split = source.split
        return [
            "path": .string(source.path), "digest": context.provenance.dataDigest.map(JSON.string) ?? .null,
            "target": source.target.map(JSON.string) ?? .null, "standardize": .bool(source.standardize),
            "folds": source.folds.map(JSON.integer) ?? .null,
            "split": [
                "train": .number(split.train), "validation": .number(split.validation), "test": .number(split.test),
                "seed": .integer(split.seed), "stratify": .bool(split.stratify),
            ],
        ]
    }
}
