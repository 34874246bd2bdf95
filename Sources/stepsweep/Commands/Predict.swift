import ArgumentParser
import Decisions
import Foundation
import JSON
import Reporting
import ResultStore
import TrainingCore

/// `stepsweep predict --model NAME FILE`
struct Predict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score the rows of a CSV file with a promoted model.",
        discussion: """
            Prints a CSV with a row for each row of the file: the prediction, and each class's probability. The file's columns are found by name; columns that the model does not know are passed over.

            EXAMPLES
              stepsweep predict --model challenger new-rows.csv
              stepsweep predict --model 3 new-rows.csv --json
            """)

    @Option(parsing: .unconditional, help: "A version's number, or an alias: champion, challenger.") var model: String
    @Argument(help: "A CSV file with a header line.") var file: String
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let name = model
        let (version, bytes) = try await registry.run(over: try registry.store(of: store)) { registry in
            let version = try registry.version(named: name)
            return (version, try registry.modelBytes(of: version))
        }
        try BLASLibrary.require()
        let trained: Model
        do {
            trained = try Model(safetensors: Array(bytes))
        } catch {
            throw CommandFailure("error: model version \(version.version): \(error.problem); promote it again", .world)
        }
        let predictions = try Self.predict(trained, file)
        if output.json {
            let document: JSON = [
                "schema": "stepsweep.predictions", "version": 1, "model": .integer(version.version),
                "predictions": .array(predictions.rows(labels: trained.labels)),
            ]
            Terminal.write(document.text(.indented) + "\n")
        } else {
            Terminal.write(predictions.csv(labels: trained.labels))
        }
    }

    private static func predict(_ model: Model, _ file: String) throws -> Predictions {
        do {
            return try model.predict(FeatureTable.read(model.featureNames, from: file))
        } catch let error as DataError {
            throw CommandFailure("error: \(error)", .usage)
        } catch let error as ModelError {
            throw CommandFailure("error: \(file): \(error.problem)", .usage)
        }
    }
}

extension Predictions {
    fileprivate func rows(labels: [String]) -> [JSON] {
        switch self {
        case .values(let values): values.map { ["prediction": .number($0)] }
        case .classes(let classes, let probabilities):
            classes.enumerated().map { row, label in
                let named = zip(labels, probabilities.row(row)).map { ($0, JSON.number($1)) }
                return [
                    "prediction": .string(labels[Int(label)]),
                    "probabilities": .object(Dictionary(named) { first, _ in first }),
                ]
            }
        }
    }

    fileprivate func csv(labels: [String]) -> String {
        switch self {
        case .values(let values): return (["prediction"] + values.map { "\($0)" }).joined(separator: "\n") + "\n"
        case .classes(let classes, let probabilities):
            let header = ["prediction"] + labels.map { "probability_\($0)" }
            let rows = classes.enumerated().map { row, label in
                let numbers = probabilities.row(row).map { String(format: "%.6f", $0) }
                return [labels[Int(label)]] + numbers
            }
            return CSVText.text([header] + rows, lineEnd: "\n")
        }
    }
}
