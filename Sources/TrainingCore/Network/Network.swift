internal import CBLAS

/// A fully connected network with the memory that its training needs, allocated once.
///
/// Letters: m rows of a batch; layer l has widths[l] inputs and widths[l + 1] outputs.
/// Forward: Z = A·W + b, A = f(Z). Backward: dW = Aᵀ·dZ, db = Σ rows of dZ, dA = dZ·Wᵀ.
final class Network<Scalar: TrainingScalar> {
    let shape: NetworkShape
    let activation: Activation
    /// The most rows that one call may carry.
    let batchCapacity: Int
    let parameters: Buffer<Scalar>
    let gradients: Buffer<Scalar>
    /// Per layer its inputs [m x widths[l]]: the batch itself, then each hidden layer's (masked) activations.
    private let inputs: [Buffer<Scalar>]
    /// Per layer its outputs' place: hidden activations before the mask; the last layer's are scores, then their delta.
    private let outputs: [Buffer<Scalar>]
    /// Per hidden layer: `gelu`'s slopes, and dropout's masks. Empty where unused.
    private let slopes: [Buffer<Scalar>]
    private let masks: [Buffer<Scalar>]
    private let deltas: [Buffer<Scalar>]
    private let batchClasses: Buffer<Int32>
    private let batchValues: Buffer<Scalar>
    /// Whether steps change the biases. Default true.
    var fitsBiases = true
    private let dropout: Double
    private var dropoutStream: RandomStream

    /// - Parameters:
    ///   - dropout: the share of hidden units left out, by draws from `dropoutStream`.
    init(
        _ shape: NetworkShape, activation: Activation, batchCapacity: Int, dropout: Double = 0,
        dropoutStream: RandomStream = RandomStream(seed: 0, purpose: "dropout")
    ) {
        self.shape = shape
        self.activation = activation
        self.batchCapacity = batchCapacity
        self.dropout = dropout
        self.dropoutStream = dropoutStream
        func buffers(_ widths: some Sequence<Int>, used: Bool = true) -> [Buffer<Scalar>] {
            widths.map { Buffer(used ? batchCapacity * $0 : 0, zero: 0) }
        }
        parameters = Buffer(shape.parameterCount, zero: 0)
        gradients = Buffer(shape.parameterCount, zero: 0)
        let hidden = shape.widths.dropFirst().dropLast()
        outputs = buffers(shape.widths.dropFirst())
        slopes = buffers(hidden, used: activation == .gelu)
        masks = buffers(hidden, used: dropout > 0)
        deltas = buffers(hidden)
        // Without dropout, what a layer puts out is what the next one takes in.
        inputs = buffers(shape.widths.prefix(1)) + (dropout > 0 ? buffers(hidden) : Array(outputs.dropLast()))
        batchClasses = Buffer(batchCapacity, zero: 0)
        batchValues = Buffer(batchCapacity, zero: 0)
    }

    /// Copies the given rows and their targets into the batch.
    func load(_ features: Matrix<Scalar>, _ target: NetworkTarget<Scalar>, rows: ArraySlice<Int>) {
        assert(rows.count <= batchCapacity && features.columns == shape.widths[0])
        let width = features.columns
        features.storage.withUnsafeBufferPointer { numbers in
            guard let source = numbers.baseAddress else { return }
            var place = inputs[0].start
            for row in rows {
                place.update(from: source + row * width, count: width)
                place += width
            }
        }
        switch target {
        case .classes(let classes):
            for (place, row) in rows.enumerated() { batchClasses.start[place] = classes[row] }
        case .values(let values):
            for (place, row) in rows.enumerated() { batchValues.start[place] = values[row] }
        }
    }

    /// The summed loss of the m loaded rows (log loss, or squared error) and, in `gradients`, the gradient of its mean
    /// (squared errors count half), dropout on.
    func lossAndGradient(_ target: NetworkTarget<Scalar>, rows m: Int) -> Double {
        forward(rows: m, dropping: dropout > 0)
        let loss = loss(target, rows: m)
        backward(rows: m)
        return loss
    }

    /// The summed loss of the m loaded rows and how many of them get their class, dropout off.
    func evaluate(_ target: NetworkTarget<Scalar>, rows m: Int) -> (loss: Double, hits: Int) {
        forward(rows: m, dropping: false)
        var hits = 0
        if case .classes = target {
            let last = shape.layers - 1
            hits = Scalar.hits(
                outputs[last].start, bias: biases(last), classes: batchClasses.start, m: m, n: shape.outputs)
        }
        return (loss(target, rows: m), hits)
    }

    private func weights(_ layer: Int) -> UnsafeMutablePointer<Scalar> { parameters.start + shape.weightOffsets[layer] }

    private func biases(_ layer: Int) -> UnsafeMutablePointer<Scalar> { parameters.start + shape.biasOffsets[layer] }

    /// Leaves the last layer's scores, biases not yet added, in its outputs.
    private func forward(rows m: Int, dropping: Bool) {
        var input = inputs[0].start
        for layer in 0..<shape.layers {
            affine(layer, input, rows: m)
            guard layer < shape.layers - 1 else { return }
            let width = shape.widths[layer + 1]
            input = outputs[layer].start
            Scalar.activate(activation, input, bias: biases(layer), slopes: slopes[layer].start, m: m, n: width)
            if dropping {
                drawMask(layer, count: m * width)
                let masked = inputs[layer + 1].start
                Scalar.multiply(masked, input, masks[layer].start, count: m * width)
                input = masked
            }
        }
    }

    /// Z = A·W, without the bias.
    private func affine(_ layer: Int, _ input: UnsafeMutablePointer<Scalar>, rows m: Int) {
        let (n, k) = (shape.widths[layer + 1], shape.widths[layer])
        Scalar.gemm(
            CblasNoTrans, CblasNoTrans, m: m, n: n, k: k, alpha: 1, input, lda: k, weights(layer), ldb: n, beta: 0,
            outputs[layer].start, ldc: n)
    }

    /// Kept units are scaled up, so that sums keep their size and prediction needs no change (Srivastava et al. 2014).
    private func drawMask(_ layer: Int, count: Int) {
        let kept = Scalar(1 / (1 - dropout))
        let mask = masks[layer].start
        for index in 0..<count { mask[index] = dropoutStream.unit() < dropout ? 0 : kept }
    }

    /// The summed loss of the scores of the last layer, which turn into their delta.
    private func loss(_ target: NetworkTarget<Scalar>, rows m: Int) -> Double {
        let last = shape.layers - 1
        let scores = outputs[last].start
        let biasGradient = gradients.start + shape.biasOffsets[last]
        switch target {
        case .classes:
            return Scalar.softmaxLoss(
                scores, bias: biases(last), classes: batchClasses.start, biasGradient: biasGradient, m: m,
                n: shape.outputs)
        case .values:
            var loss = 0.0
            biasGradient[0] = 0
            for row in 0..<m {
                let difference = scores[row] + biases(last)[0] - batchValues.start[row]
                loss += Double(difference * difference)
                scores[row] = difference / Scalar(m)
                biasGradient[0] += scores[row]
            }
            return loss
        }
    }

    private func backward(rows m: Int) {
        var delta = outputs[shape.layers - 1].start
        for layer in (0..<shape.layers).reversed() {
            let (n, k) = (shape.widths[layer + 1], shape.widths[layer])
            Scalar.gemm(
                CblasTrans, CblasNoTrans, m: k, n: n, k: m, alpha: 1, inputs[layer].start, lda: k, delta, ldb: n,
                beta: 0, gradients.start + shape.weightOffsets[layer], ldc: n)
            guard layer > 0 else { return }
            let below = deltas[layer - 1].start
            Scalar.gemm(
                CblasNoTrans, CblasTrans, m: m, n: k, k: n, alpha: 1, delta, lda: n, weights(layer), ldb: n, beta: 0,
                below, ldc: k)
            if dropout > 0 { Scalar.multiply(below, below, masks[layer - 1].start, count: m * k) }
            Scalar.backpropagate(
                activation, below, values: outputs[layer - 1].start, slopes: slopes[layer - 1].start,
                biasGradient: gradients.start + shape.biasOffsets[layer - 1], m: m, n: k)
            delta = below
        }
    }

    /// The parameters as layers in double precision.
    var layers: [DenseLayer] {
        (0..<shape.layers).map { layer in
            let (rows, columns) = (shape.widths[layer], shape.widths[layer + 1])
            let weights = UnsafeBufferPointer(start: weights(layer), count: rows * columns).map { Double($0) }
            let biases = UnsafeBufferPointer(start: biases(layer), count: columns).map { Double($0) }
            return DenseLayer(unchecked: Matrix(unchecked: rows, columns, weights), biases)
        }
    }
}
