/// The layers of a network and where each keeps its parameters in one flat buffer: all weights first, then all biases,
/// so that one optimiser call covers the penalised ones and one the others.
struct NetworkShape: Sendable, Equatable {
    /// Inputs, hidden widths, outputs: at least two numbers.
    let widths: [Int]
    let weightOffsets: [Int]
    let biasOffsets: [Int]
    let weightCount: Int
    let parameterCount: Int

    init(inputs: Int, hidden: [Int], outputs: Int) {
        widths = [inputs] + hidden + [outputs]
        var offset = 0
        var weightOffsets: [Int] = []
        for (rows, columns) in zip(widths, widths.dropFirst()) {
            weightOffsets.append(offset)
            offset += rows * columns
        }
        weightCount = offset
        var biasOffsets: [Int] = []
        for columns in widths.dropFirst() {
            biasOffsets.append(offset)
            offset += columns
        }
        self.weightOffsets = weightOffsets
        self.biasOffsets = biasOffsets
        parameterCount = offset
    }

    var layers: Int { widths.count - 1 }
    var outputs: Int { widths[layers] }

    /// The most parameters, and the most activations of one batch: some 5 GB each while training.
    static let maximumParameters = 1 << 28
    static let maximumActivations = 1 << 28
}
