import Testing

@testable import TrainingCore

@Suite struct NetworkTests {
    /// Of a gradient's entry, relative to the largest: central differences of step 1e-5 err by about 1e-10 here.
    static let gradientTolerance = 1e-4

    private func draw(_ count: Int, _ purpose: String) -> [Double] {
        var random = RandomStream(seed: 4, purpose: purpose)
        return (0..<count).map { _ in 2 * random.unit() - 1 }
    }

    private func check(_ network: Network<Double>, _ target: NetworkTarget<Double>, rows: Int, halved: Bool) {
        let features = Matrix(unchecked: rows, network.shape.widths[0], draw(rows * network.shape.widths[0], "x"))
        network.load(features, target, rows: Array(0..<rows)[...])
        func meanLoss() -> Double { network.lossAndGradient(target, rows: rows) / Double(rows) / (halved ? 2 : 1) }
        _ = meanLoss()
        let count = network.shape.parameterCount
        let gradient = Array(UnsafeBufferPointer(start: network.gradients.start, count: count))
        let largest = gradient.map(abs).max() ?? 1
        #expect(largest > 1e-3)
        let step = 1e-5
        for index in 0..<count {
            let value = network.parameters.start[index]
            network.parameters.start[index] = value + step
            let above = meanLoss()
            network.parameters.start[index] = value - step
            let below = meanLoss()
            network.parameters.start[index] = value
            #expect(abs((above - below) / (2 * step) - gradient[index]) < Self.gradientTolerance * largest)
        }
    }

    @Test("Gradients agree with central differences", arguments: Activation.allCases, [[], [5], [6, 4]])
    func gradients(_ activation: Activation, _ hidden: [Int]) {
        var random = RandomStream(seed: 9, purpose: "weights")
        let classifier = Network<Double>(
            NetworkShape(inputs: 3, hidden: hidden, outputs: 4), activation: activation, batchCapacity: 8)
        classifier.drawParameters(&random)
        check(classifier, .classes([0, 1, 2, 3, 0, 1, 2]), rows: 7, halved: false)
        let regression = Network<Double>(
            NetworkShape(inputs: 3, hidden: hidden, outputs: 1), activation: activation, batchCapacity: 8)
        regression.drawParameters(&random)
        check(regression, .values(draw(7, "y")), rows: 7, halved: true)
    }

    @Test("The single-precision network follows the double-precision one")
    func precisions() {
        let shape = NetworkShape(inputs: 5, hidden: [16, 9], outputs: 3)
        var random = RandomStream(seed: 9, purpose: "weights")
        let double = Network<Double>(shape, activation: .tanh, batchCapacity: 20)
        double.drawParameters(&random)
        let single = Network<Float>(shape, activation: .tanh, batchCapacity: 20)
        for index in 0..<shape.parameterCount { single.parameters.start[index] = Float(double.parameters.start[index]) }
        let features = Matrix(unchecked: 20, 5, draw(100, "x"))
        let classes = (0..<20).map { Int32($0 % 3) }
        double.load(features, .classes(classes), rows: Array(0..<20)[...])
        single.load(features.converted(), .classes(classes), rows: Array(0..<20)[...])
        let losses = (
            double.lossAndGradient(.classes(classes), rows: 20), single.lossAndGradient(.classes(classes), rows: 20)
        )
        #expect(abs(losses.0 - losses.1) < 1e-4)
        // Three layers of sums of up to 20 products, each rounded to 6e-8.
        for index in 0..<shape.parameterCount {
            #expect(abs(double.gradients.start[index] - Double(single.gradients.start[index])) < 1e-6)
        }
    }

    @Test("Dropout leaves out its share, keeps the mean, and is off when evaluating")
    func dropout() {
        let shape = NetworkShape(inputs: 1, hidden: [2000], outputs: 1)
        let network = Network<Double>(shape, activation: .relu, batchCapacity: 1, dropout: 0.25)
        for index in 0..<shape.weightCount { network.parameters.start[index] = 1 }
        network.load(matrix([[1]]), .values([0]), rows: [0])
        #expect(network.evaluate(.values([0]), rows: 1).loss == 4_000_000)
        // 2,000 draws of 0 or 4/3 with mean 1: five standard deviations are 129.
        let sums = (0..<10).map { _ in network.lossAndGradient(.values([0]), rows: 1).squareRoot() }
        #expect(sums.allSatisfy { abs($0 - 2000) < 129 })
        #expect(Set(sums).count > 1)
    }
}
