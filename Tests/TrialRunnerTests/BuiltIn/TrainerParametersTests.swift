import Foundation
import JSON
import SweepModel
import Testing

@testable import TrainingCore
@testable import TrialRunner

struct TrainerParametersTests {
    @Test("A trainer's own defaults are those of its schema")
    func defaults() throws {
        #expect(try TrainerParameters.configuration(["trainer": "ridge"]) == .ridge(RidgeConfiguration()))
        #expect(try TrainerParameters.configuration(["trainer": "softmax"]) == .softmax(SoftmaxConfiguration()))
        #expect(try TrainerParameters.configuration(["trainer": "mlp"]) == .mlp(MLPConfiguration()))
    }

    @Test("Every parameter of every schema reaches its trainer")
    func everyParameter() throws {
        for schema in TrainerSchema.all {
            let plain = try TrainerParameters.configuration(["trainer": .string(schema.name)])
            for parameter in schema.parameters {
                let value = other(than: parameter.defaultValue, parameter.kind)
                let configuration = try TrainerParameters.configuration(
                    ["trainer": .string(schema.name), parameter.name: value])
                #expect(configuration != plain, "\(schema.name).\(parameter.name) = \(value) changes nothing")
            }
        }
    }

    private func other(than value: JSON, _ kind: HyperparameterKind) -> JSON {
        switch kind {
        case .number(let range): .number(range.lowerBound == value.double ? range.upperBound : range.lowerBound)
        case .wholeNumber(let range):
            .number(Double(range.lowerBound == value.int ? range.upperBound : range.lowerBound))
        case .optionalWholeNumber: 3
        case .choice(let names): .string(names.first { .string($0) != value } ?? "")
        case .flag: .bool(value != true)
        case .widths: 7
        }
    }

    static let refused: [(parameters: JSON, message: String)] = [
        ([:], "trainer: must be one of mlp, ridge, softmax, received null"),
        (["trainer": "forest"], "trainer: must be one of mlp, ridge, softmax, received \"forest\""),
        (
            ["trainer": "ridge", "l2": -1, "alpha": 1],
            "alpha: is no parameter of trainer ridge; l2: must be a number between 0 and 1000000000000, received -1"
        ),
        (
            ["trainer": "mlp", "hidden": [[1]], "epochs": 1.5, "activation": "swish", "dropout": "x"],
            "activation: must be one of relu, tanh, sigmoid, gelu, received \"swish\"; "
                + "dropout: must be a number between 0 and 0.9, received \"x\"; "
                + "epochs: must be a whole number between 1 and 100000, received 1.5; "
                + "hidden: must be a whole number between 1 and 65536, or a list of at most 16 of them, received [[1]]"
        ),
        ([1, 2], "trainer: must be one of mlp, ridge, softmax, received null"),
    ]

    @Test("What a trainer doesn't take is told, every problem at once", arguments: refused)
    func refusal(parameters: JSON, message: String) {
        #expect(throws: TrainerParameters.Problem(message: message)) { try TrainerParameters.configuration(parameters) }
    }

    @Test("Row losses are little-endian floats; many rows are strided down to 20,000 at most")
    func rowLosses() throws {
        #expect(RowLosses.text(of: []) == "")
        #expect(RowLosses.text(of: [1, -2]) == Data([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]).base64EncodedString())
        for (rows, kept) in [(20_000, 20_000), (20_001, 10_001), (1_000_000, 20_000)] {
            let data = try #require(Data(base64Encoded: RowLosses.text(of: (0..<rows).map(Float.init))))
            #expect(data.count == 4 * kept)
        }
    }

    @Test("A long training curve is strided evenly and keeps its last point")
    func curve() {
        #expect(TrainingCurve.columns([]).isEmpty)
        for count in [1, 999, 1_000, 1_001, 12_345] {
            let columns = TrainingCurve.columns((1...count).map { CurvePoint(epoch: $0, metrics: ["l": Double($0)]) })
            let steps = columns["step"] ?? []
            #expect(steps.count <= MetricLog.maximumRows + 1 && steps.first == 1 && steps.last == Double(count))
            #expect(columns["l"] == steps)
        }
    }
}
