import Testing
import TrainingCore

@testable import Exchange

@Suite("A model as ONNX") struct ONNXModelTests {
    private func layer(_ rows: Int, _ columns: Int) throws -> DenseLayer {
        let weights = try #require(
            Matrix(rows: rows, columns: columns, storage: (0..<rows * columns).map { Double($0) / 4 }))
        return try #require(DenseLayer(weights: weights, biases: Array(repeating: 0.5, count: columns)))
    }

    private func ridge(standardized: Bool = true) throws -> Model {
        try Model(
            trainer: "ridge", featureNames: ["a", "b"], labels: [],
            standardization: standardized ? Standardization(means: [1, 2], deviations: [3, 4]) : nil,
            layers: [layer(2, 1)])
    }

    private func network(_ activation: Activation) throws -> Model {
        try Model(
            trainer: "mlp", featureNames: ["a", "b"], labels: ["no", "yes", "é"], standardization: nil,
            layers: [layer(2, 4), layer(4, 3)], activation: activation)
    }

    private func read(_ model: Model) throws -> Wire {
        try #require(Wire(ONNXModel(model, of: "3f2a", origin: ["sweep": "tiny"]).bytes))
    }

    private func operators(_ file: Wire) -> [String] {
        file.messages(7).flatMap { $0.messages(1) }.flatMap { $0.texts(4) }
    }

    @Test("It states its versions, its maker, and where it comes from")
    func head() throws {
        let file = try read(ridge())
        #expect(file.numbers(1) == [7])
        #expect(file.texts(2) == ["stepsweep"])
        #expect(file.messages(8).map { $0.numbers(2) } == [[13]])
        let entries = file.messages(14).map { $0.texts(1)[0] + "=" + $0.texts(2)[0] }
        #expect(entries == [#"features=["a","b"]"#, "labels=[]", "sweep=tiny", "trainer=ridge", "trial=3f2a"])
    }

    @Test("Ridge standardises, multiplies, adds, and gives a column without its second side")
    func regression() throws {
        let file = try read(ridge())
        #expect(operators(file) == ["Sub", "Div", "MatMul", "Add", "Squeeze"])
        let graph = file.messages(7)[0]
        #expect(graph.messages(11).flatMap { $0.texts(1) } == ["features"])
        #expect(graph.messages(12).flatMap { $0.texts(1) } == ["prediction"])
        // The number of rows is free, that of features is fixed.
        let shape = graph.messages(11)[0].messages(2)[0].messages(1)[0].messages(2)[0].messages(1)
        #expect(shape.map { $0.texts(2) } == [["rows"], []])
        #expect(shape.map { $0.numbers(1) } == [[], [2]])
        let weights = graph.messages(5).first { $0.texts(8) == ["layers.0.weights"] }
        #expect(weights?.numbers(1) == [2, 1])
        #expect(weights?.numbers(2) == [11])
        #expect(weights?.bytes(9) == [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xD0, 0x3F]])
    }

    @Test("A model of raw features has nothing in front of its first layer")
    func raw() throws {
        #expect(try operators(read(ridge(standardized: false))) == ["MatMul", "Add", "Squeeze"])
    }

    @Test("A classification gives the label as text and the probabilities")
    func classification() throws {
        let file = try read(network(.relu))
        #expect(
            operators(file) == ["MatMul", "Add", "Relu", "MatMul", "Add", "ArgMax", "Gather", "Softmax"])
        let graph = file.messages(7)[0]
        #expect(graph.messages(12).flatMap { $0.texts(1) } == ["label", "probabilities"])
        #expect(graph.messages(5).first { $0.texts(8) == ["labels"] }?.texts(6) == ["no", "yes", "é"])
    }

    @Test("Every activation has its operators", arguments: Activation.allCases)
    func activations(_ activation: Activation) throws {
        let expected =
            switch activation {
            case .relu: ["Relu"]
            case .tanh: ["Tanh"]
            case .sigmoid: ["Sigmoid"]
            case .gelu: ["Mul", "Mul", "Mul", "Add", "Mul", "Tanh", "Add", "Mul", "Mul"]
            }
        #expect(try Array(operators(read(network(activation))).dropFirst(2).dropLast(5)) == expected)
    }

    @Test(
        "Every value that an operator takes was made before it, and no name is made twice",
        arguments: Activation.allCases)
    func order(_ activation: Activation) throws {
        let graph = try read(network(activation)).messages(7)[0]
        var known = Set(graph.messages(11).flatMap { $0.texts(1) } + graph.messages(5).flatMap { $0.texts(8) })
        for node in graph.messages(1) {
            #expect(Set(node.texts(1)).isSubset(of: known))
            for output in node.texts(2) { #expect(known.insert(output).inserted) }
        }
        #expect(Set(graph.messages(12).flatMap { $0.texts(1) }).isSubset(of: known))
    }

    @Test("Equal models give equal bytes")
    func deterministic() throws {
        #expect(try read(network(.gelu)).fields.count == read(network(.gelu)).fields.count)
        let (one, other) = (try ridge(), try ridge())
        #expect(
            ONNXModel(one, of: "a", origin: ["x": "1", "b": "2"]).bytes
                == ONNXModel(other, of: "a", origin: ["b": "2", "x": "1"]).bytes)
    }
}
