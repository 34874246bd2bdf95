internal import JSON
internal import SweepModel
public import TrainingCore

/// A built-in model in the format of ONNX: the same arithmetic in the same order and precision as `Model.predict`.
///
/// Input `features` [rows x features], 64-bit floats in the order of the model's feature names. A regression gives `prediction` [rows]; a
/// classification `label` [rows], texts, and `probabilities` [rows x classes] in the order of the labels. Equal models give equal bytes.
public struct ONNXModel: Sendable {
    /// The set of operators: the first in which `Squeeze` takes its axes as an input.
    public static let opset = 13
    /// The version of the format that came with it.
    public static let irVersion = 7

    /// The trial that trained the model.
    public let trial: String
    private let model: Model
    private let metadata: [String: String]

    /// - Parameter origin: where the model comes from beside the trial, for the file's metadata.
    public init(_ model: Model, of trial: String, origin: [String: String]) {
        self.model = model
        self.trial = trial
        metadata = origin.merging([
            "trial": trial, "trainer": model.trainer,
            "features": JSON.array(model.featureNames.map(JSON.string)).text(),
            "labels": JSON.array(model.labels.map(JSON.string)).text(),
        ]) { own, _ in own }
    }

    /// `ModelProto`. Numbers of fields are those of ONNX's `onnx.proto`.
    public var bytes: [UInt8] {
        var operators = Protobuf()
        operators.add(1, "")
        operators.add(2, Self.opset)
        var message = Protobuf()
        message.add(1, Self.irVersion)
        message.add(2, "stepsweep")
        message.add(3, StepSweepVersion.text)
        message.add(7, graph.message)
        message.add(8, operators)
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) {
            var entry = Protobuf()
            entry.add(1, name)
            entry.add(2, value)
            message.add(14, entry)
        }
        return message.bytes
    }

    /// Inputs and outputs in a line for a person.
    public var signature: String {
        let features = "features [rows, \(model.featureNames.count)] float64"
        return model.isClassifier
            ? "\(features) → label [rows] text, probabilities [rows, \(model.labels.count)] float64"
            : "\(features) → prediction [rows] float64"
    }

    private var graph: ONNXGraph {
        var graph = ONNXGraph(name: model.trainer)
        graph.addInput("features", .double, [.named("rows"), .fixed(model.featureNames.count)])
        var values = standardised(in: &graph)
        for (index, layer) in model.layers.enumerated() {
            values = add(layer, index, values, to: &graph)
            if index < model.layers.count - 1 {
                values = graph.addActivation(model.activation, values, layer: index)
            }
        }
        if model.isClassifier {
            addClasses(values, to: &graph)
        } else {
            addValues(values, to: &graph)
        }
        return graph
    }

    /// (feature − mean) / deviation, where the model standardises.
    private func standardised(in graph: inout ONNXGraph) -> String {
        guard let standardization = model.standardization else { return "features" }
        let shape = [model.featureNames.count]
        graph.addConstant(ONNXTensor("means", doubles: standardization.means, shape: shape))
        graph.addConstant(ONNXTensor("deviations", doubles: standardization.deviations, shape: shape))
        graph.add("Sub", ["features", "means"], to: "centred")
        return graph.add("Div", ["centred", "deviations"], to: "standardised")
    }

    private func add(_ layer: DenseLayer, _ index: Int, _ inputs: String, to graph: inout ONNXGraph) -> String {
        let (weights, biases) = ("layers.\(index).weights", "layers.\(index).biases")
        graph.addConstant(
            ONNXTensor(
                weights, doubles: layer.weights.storage, shape: [layer.weights.rows, layer.weights.columns]))
        graph.addConstant(ONNXTensor(biases, doubles: layer.biases, shape: [layer.biases.count]))
        graph.add("MatMul", [inputs, weights], to: "layers.\(index).product")
        return graph.add("Add", ["layers.\(index).product", biases], to: "layers.\(index).scores")
    }

    private func addClasses(_ scores: String, to graph: inout ONNXGraph) {
        graph.addConstant(ONNXTensor("labels", texts: model.labels))
        // Of equal scores the first wins, as in `predict`.
        graph.add("ArgMax", [scores], to: "class", ["axis": 1, "keepdims": 0])
        graph.add("Gather", ["labels", "class"], to: "label", ["axis": 0])
        graph.add("Softmax", [scores], to: "probabilities", ["axis": 1])
        graph.addOutput("label", .text, [.named("rows")])
        graph.addOutput("probabilities", .double, [.named("rows"), .fixed(model.labels.count)])
    }

    private func addValues(_ scores: String, to graph: inout ONNXGraph) {
        graph.addConstant(ONNXTensor("columns", integers: [1]))
        graph.add("Squeeze", [scores, "columns"], to: "prediction")
        graph.addOutput("prediction", .double, [.named("rows")])
    }
}
