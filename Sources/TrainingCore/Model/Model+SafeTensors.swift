internal import Foundation

extension Model {
    /// In the file's metadata under `format`.
    static let format = "stepsweep-model/1"

    /// The model as a safetensors file: `layers.N.weights` [inputs, outputs], `layers.N.biases`, and
    /// `standardization.means` and `standardization.deviations` where it standardises; trainer, activation, labels and
    /// feature names as metadata. Reading it back gives an equal model, and equal models give equal bytes.
    public var safetensors: [UInt8] {
        var file = SafeTensors(
            tensors: [:],
            metadata: [
                "format": Self.format, "trainer": trainer, "activation": activation.rawValue,
                "labels": Self.text(labels), "features": Self.text(featureNames),
            ])
        for (index, layer) in layers.enumerated() {
            file.tensors["layers.\(index).weights"] = SafeTensors.Tensor(
                shape: [layer.weights.rows, layer.weights.columns], values: layer.weights.storage)
            file.tensors["layers.\(index).biases"] = SafeTensors.Tensor(
                shape: [layer.biases.count], values: layer.biases)
        }
        if let standardization {
            let shape = [featureNames.count]
            file.tensors["standardization.means"] = SafeTensors.Tensor(shape: shape, values: standardization.means)
            file.tensors["standardization.deviations"] = SafeTensors.Tensor(
                shape: shape, values: standardization.deviations)
        }
        return file.bytes
    }

    /// Reads what `safetensors` writes.
    ///
    /// - Throws: `ModelError` when the bytes are damaged, or are no model of this program.
    public init(safetensors bytes: [UInt8]) throws(ModelError) {
        var file = try SafeTensors(bytes)
        guard file.metadata["format"] == Self.format else {
            throw ModelError("its format is \(file.metadata["format"] ?? "not stated"), not \(Self.format)")
        }
        guard let trainer = file.metadata["trainer"], let labels = Self.list(file.metadata["labels"]),
            let features = Self.list(file.metadata["features"]),
            let activation = file.metadata["activation"].flatMap(Activation.init)
        else { throw ModelError("its metadata lack the trainer, activation, labels or features") }
        var layers: [DenseLayer] = []
        while let weights = file.tensors.removeValue(forKey: "layers.\(layers.count).weights") {
            guard weights.shape.count == 2,
                let matrix = Matrix(rows: weights.shape[0], columns: weights.shape[1], storage: weights.values),
                let biases = file.tensors.removeValue(forKey: "layers.\(layers.count).biases"),
                let layer = DenseLayer(weights: matrix, biases: biases.values)
            else { throw ModelError("layer \(layers.count) is incomplete") }
            layers.append(layer)
        }
        var standardization: Standardization?
        if let means = file.tensors.removeValue(forKey: "standardization.means") {
            let deviations = file.tensors.removeValue(forKey: "standardization.deviations")
            standardization = Standardization(means: means.values, deviations: deviations?.values ?? [])
            if standardization == nil { throw ModelError("its standardisation is incomplete") }
        }
        if let name = file.tensors.keys.min() { throw ModelError("array \(name.prefix(60)) belongs to nothing") }
        try self.init(
            trainer: trainer, featureNames: features, labels: labels, standardization: standardization, layers: layers,
            activation: activation)
    }

    private static func text(_ list: [String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // A list of strings always encodes.
        return (try? encoder.encode(list)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    private static func list(_ text: String?) -> [String]? {
        text.flatMap { try? JSONDecoder().decode([String].self, from: Data($0.utf8)) }
    }
}
