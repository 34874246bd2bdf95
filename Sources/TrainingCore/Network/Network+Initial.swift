extension Network {
    /// Draws the weights uniformly from ±bound; biases are 0. The bound is √(6 / inputs) for `relu` and `gelu` (He et
    /// al. 2015), else √(6 / (inputs + outputs)) (Glorot and Bengio 2010).
    func drawParameters(_ random: inout RandomStream) {
        for layer in 0..<shape.layers {
            let (inputs, outputs) = (shape.widths[layer], shape.widths[layer + 1])
            // The last layer has no activation behind it.
            let isHe = (activation == .relu || activation == .gelu) && layer < shape.layers - 1
            let bound = (6 / Double(isHe ? inputs : inputs + outputs)).squareRoot()
            let weights = parameters.start + shape.weightOffsets[layer]
            for index in 0..<inputs * outputs { weights[index] = Scalar((2 * random.unit() - 1) * bound) }
            (parameters.start + shape.biasOffsets[layer]).update(repeating: 0, count: outputs)
        }
    }
}
