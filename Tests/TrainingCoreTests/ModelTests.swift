import Foundation
import Testing

@testable import TrainingCore

@Suite struct ModelTests {
    private func models() throws -> [Model] {
        let cancer = try Experiment.cancer()
        let split = try DataSplit(cancer.target, SplitConfiguration())
        let classifiers = [
            PackTrial(configuration: .softmax(try SoftmaxConfiguration()), seed: 1),
            PackTrial(
                configuration: .mlp(try MLPConfiguration(hidden: [8, 4], activation: .gelu, epochs: 2)), seed: 2),
        ]
        let diabetes = try Experiment.diabetes()
        let other = try DataSplit(diabetes.target, SplitConfiguration(folds: 3))
        let regressions = [
            PackTrial(configuration: .ridge(try RidgeConfiguration()), seed: 1),
            PackTrial(configuration: .mlp(try MLPConfiguration(hidden: [8], epochs: 2)), seed: 2),
        ]
        let all = try results(cancer, split, classifiers) + results(diabetes, other, regressions, standardize: false)
        return try all.map { try trained($0).model }
    }

    @Test("A saved model reads back equal, and equal models give equal bytes")
    func roundTrip() throws {
        for model in try models() {
            let bytes = model.safetensors
            #expect(bytes.count % 8 == 0 || bytes.count % 4 == 0)
            let copy = try Model(safetensors: bytes)
            #expect(copy == model)
            #expect(copy.safetensors == bytes)
        }
    }

    @Test("Predictions on raw features give the metrics that training reported")
    func predictions() throws {
        let data = try Experiment.cancer()
        let split = try DataSplit(data.target, SplitConfiguration())
        let trial = try trained(
            try results(data, split, [PackTrial(configuration: .mlp(try MLPConfiguration()), seed: 1)]).first)
        let rows = split.validation
        guard case .classes(let classes, let probabilities) = try trial.model.predict(data.features.rows(rows)),
            case .classes(let truth, _) = data.target
        else { throw ModelError("values") }
        let hits = zip(rows, classes).count { truth[$0] == $1 }
        #expect(Double(hits) / Double(rows.count) == trial.metrics["validation_accuracy"])
        for row in 0..<rows.count {
            #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-12)
            let loss = -log(probabilities[row, Int(truth[rows[row]])])
            #expect(abs(loss - Double(trial.validationLosses[row])) < 1e-5)
        }
    }

    @Test("Features of another number, or that aren't finite, are refused")
    func refusedFeatures() throws {
        let model = try models()[2]
        #expect(
            dataError { _ = try model.predict(matrix([[1, 2]])) } == "model: it expects 10 features, received 2")
        let spoiled = matrix([[1, 2, 3, 4, 5, .nan, 7, 8, 9, 10]])
        #expect(dataError { _ = try model.predict(spoiled) } == "model: row 1, feature s2: nan is not a finite number")
        let huge = matrix([Array(repeating: 1, count: 10), Array(repeating: 1e308, count: 10)])
        #expect(
            dataError { _ = try model.predict(huge) }
                == "model: row 2: its features are too large to predict from")
        #expect(try model.predict(Matrix(unchecked: 0, 10, [])) == .values([]))
    }

    @Test("A model whose parts don't fit can't be built")
    func unfit() throws {
        let layer = try #require(DenseLayer(weights: matrix([[1], [2]]), biases: [0]))
        func build(_ features: [String], _ labels: [String], _ layers: [DenseLayer]) -> String {
            dataError {
                _ = try Model(
                    trainer: "mlp", featureNames: features, labels: labels, standardization: nil, layers: layers)
            }
        }
        #expect(build(["a", "b"], [], [layer]) == "no error")
        #expect(build(["a"], [], [layer]) == "model: layer 0 takes 2 inputs but gets 1")
        #expect(build(["a", "b"], ["x", "y"], [layer]) == "model: it has 1 outputs for 2 labels")
        #expect(build(["a", "b"], [], []) == "model: it has no layers")
        #expect(build(["a", "b"], [], [layer, layer]) == "model: layer 1 takes 2 inputs but gets 1")
    }

    @Test("No cut and no changed byte of a model file crashes the reader")
    func damage() throws {
        let bytes = try models()[0].safetensors
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: ModelError.self) { try Model(safetensors: Array(bytes[..<length])) }
        }
        var random = RandomStream(seed: 5, purpose: "damage")
        for _ in 0..<2000 {
            var damaged = bytes
            damaged[random.below(min(800, bytes.count))] = UInt8(random.below(256))
            _ = try? Model(safetensors: damaged)
        }
    }

    @Test(
        "Hostile headers are refused with the reason",
        arguments: [
            (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, "outside the file or over another array"),
            (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99]}}"#, "outside the file or over another array"),
            (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, "takes 8 bytes, not 4"),
            (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, "impossible shape"),
            (#"{"a":{"dtype":"F32","shape":[9223372036854775807,9],"data_offsets":[0,4]}}"#, "impossible shape"),
            (#"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, "type BF16"),
            (
                #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#,
                "outside the file or over another array"
            ),
            (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, "4 bytes behind its last array"),
            (#"[1]"#, "not a safetensors header"), (#"{"a":1}"#, "not a safetensors header"),
        ])
    func hostile(_ header: String, _ expected: String) {
        let length = UInt64(header.utf8.count)
        let bytes =
            (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + [
                0, 0, 0, 0, 0, 0, 0, 0,
            ]
        #expect(dataError { _ = try Model(safetensors: bytes) }.contains(expected))
    }

    @Test("A header that claims more than the file holds takes no memory")
    func claims() {
        let bytes = [UInt8](repeating: 0xFF, count: 64)
        #expect(
            dataError { _ = try Model(safetensors: bytes) }.hasPrefix(
                "model: its header claims 18446744073709551615 bytes"))
    }
}
