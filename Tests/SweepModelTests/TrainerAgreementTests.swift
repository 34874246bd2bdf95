import JSON
import SweepModel
import Testing
import TrainingCore

/// The schemas say what a file may contain, the configurations what the core takes: they must not drift apart.
@Suite("Trainer schemas and the training core")
struct TrainerAgreementTests {
    @Test("have the same defaults")
    func defaults() throws {
        let ridge = try RidgeConfiguration()
        #expect(fallback(.ridge, "l2") == .number(ridge.l2))
        #expect(fallback(.ridge, "fit_intercept") == .bool(ridge.fitIntercept))

        let softmax = try SoftmaxConfiguration()
        #expect(fallback(.softmax, "l2") == .number(softmax.l2))
        #expect(fallback(.softmax, "optimizer") == .string(softmax.method.rawValue))
        #expect(fallback(.softmax, "fit_intercept") == .bool(softmax.fitIntercept))
        #expect(fallback(.softmax, "max_iterations") == .integer(softmax.maxIterations))
        #expect(fallback(.softmax, "tolerance") == .number(softmax.tolerance))
        #expect(fallback(.softmax, "learning_rate") == .number(softmax.learningRate))
        #expect(fallback(.softmax, "momentum") == .number(softmax.momentum))
        #expect(fallback(.softmax, "batch_size") == .integer(softmax.batchSize))
        #expect(fallback(.softmax, "epochs") == .integer(softmax.epochs))

        let mlp = try MLPConfiguration()
        #expect(fallback(.mlp, "hidden") == .array(mlp.hidden.map(JSON.integer)))
        #expect(fallback(.mlp, "activation") == .string(mlp.activation.rawValue))
        #expect(fallback(.mlp, "optimizer") == .string(mlp.optimizer.rawValue))
        #expect(fallback(.mlp, "learning_rate") == .number(mlp.learningRate))
        #expect(fallback(.mlp, "l2") == .number(mlp.l2))
        #expect(fallback(.mlp, "momentum") == .number(mlp.momentum))
        #expect(fallback(.mlp, "batch_size") == .integer(mlp.batchSize))
        #expect(fallback(.mlp, "epochs") == .integer(mlp.epochs))
        #expect(fallback(.mlp, "dropout") == .number(mlp.dropout))
        #expect(fallback(.mlp, "patience") == .null && mlp.patience == nil)
    }

    /// Numbers are compared by value.
    private func fallback(_ schema: TrainerSchema, _ name: String) -> JSON? {
        guard let value = schema.parameter(name)?.defaultValue else { return nil }
        if case .number = schema.parameter(name)?.kind { return value.double.map(JSON.number) }
        return value
    }

    @Test("have the same choices")
    func choices() {
        #expect(TrainerSchema.mlp.parameter("activation")?.kind == .choice(Activation.allCases.map(\.rawValue)))
        #expect(TrainerSchema.mlp.parameter("optimizer")?.kind == .choice(Optimizer.allCases.map(\.rawValue)))
        #expect(
            TrainerSchema.softmax.parameter("optimizer")?.kind
                == .choice(SoftmaxConfiguration.Method.allCases.map(\.rawValue)))
    }

    @Test("have the same ranges, to the ends", arguments: Self.bounded)
    func ranges(bounded: Bounded) throws {
        switch bounded.schema.parameter(bounded.name)?.kind {
        case .number(let range):
            try bounded.make(range.lowerBound)
            try bounded.make(range.upperBound)
            #expect(throws: ConfigurationError.self) { try bounded.make(range.lowerBound.nextDown) }
            #expect(throws: ConfigurationError.self) { try bounded.make(range.upperBound.nextUp) }
        case .wholeNumber(let range), .optionalWholeNumber(let range), .widths(let range, _):
            try bounded.make(Double(range.lowerBound))
            try bounded.make(Double(range.upperBound))
            #expect(throws: ConfigurationError.self) { try bounded.make(Double(range.lowerBound - 1)) }
            #expect(throws: ConfigurationError.self) { try bounded.make(Double(range.upperBound + 1)) }
        default: Issue.record("`\(bounded.name)` of \(bounded.schema.name) has no range")
        }
    }

    @Test("allow the same number of layers")
    func layers() throws {
        guard case .widths(_, let count) = TrainerSchema.mlp.parameter("hidden")?.kind else {
            Issue.record("hidden is a list of widths")
            return
        }
        _ = try MLPConfiguration(hidden: [Int](repeating: 1, count: count))
        #expect(throws: ConfigurationError.self) { try MLPConfiguration(hidden: [Int](repeating: 1, count: count + 1)) }
    }

    @Test("have the same bounds of a split")
    func splits() throws {
        typealias Parts = SweepModel.DataSource.Split
        func make(_ validation: Double, _ test: Double) throws {
            _ = try SplitConfiguration(validationFraction: validation, testFraction: test)
        }
        for validation in [Parts.validationParts.lowerBound, Parts.validationParts.upperBound] {
            try make(validation, 0)
        }
        for test in [Parts.testParts.lowerBound, Parts.testParts.upperBound] { try make(0.05, test) }
        for test in [0.1, 0.2, 0.35, 0.6, 0.7] { try make(1 - Parts.leastTrain - test, test) }
        for (validation, test) in [
            (Parts.validationParts.lowerBound.nextDown, 0), (Parts.validationParts.upperBound.nextUp, 0),
            (0.05, Parts.testParts.lowerBound - 0.001), (0.05, Parts.testParts.upperBound.nextUp),
            (1 - Parts.leastTrain - 0.2 + 2 * Parts.tolerance, 0.2),
        ] {
            #expect(throws: ConfigurationError.self) { try make(validation, test) }
        }
    }

    /// A configuration in which one parameter has a given value.
    struct Bounded: Sendable, CustomTestStringConvertible {
        let schema: TrainerSchema
        let name: String
        let make: @Sendable (Double) throws -> Void

        var testDescription: String { "\(schema.name) \(name)" }
    }

    static let bounded: [Bounded] = [
        Bounded(schema: .ridge, name: "l2") { _ = try RidgeConfiguration(l2: $0) },
        Bounded(schema: .softmax, name: "l2") { _ = try SoftmaxConfiguration(l2: $0) },
        Bounded(schema: .softmax, name: "max_iterations") { _ = try SoftmaxConfiguration(maxIterations: Int($0)) },
        Bounded(schema: .softmax, name: "tolerance") { _ = try SoftmaxConfiguration(tolerance: $0) },
        Bounded(schema: .softmax, name: "learning_rate") { _ = try SoftmaxConfiguration(learningRate: $0) },
        Bounded(schema: .softmax, name: "momentum") { _ = try SoftmaxConfiguration(momentum: $0) },
        Bounded(schema: .softmax, name: "batch_size") { _ = try SoftmaxConfiguration(batchSize: Int($0)) },
        Bounded(schema: .softmax, name: "epochs") { _ = try SoftmaxConfiguration(epochs: Int($0)) },
        Bounded(schema: .mlp, name: "hidden") { _ = try MLPConfiguration(hidden: [Int($0)]) },
        Bounded(schema: .mlp, name: "learning_rate") { _ = try MLPConfiguration(learningRate: $0) },
        Bounded(schema: .mlp, name: "l2") { _ = try MLPConfiguration(l2: $0) },
        Bounded(schema: .mlp, name: "momentum") { _ = try MLPConfiguration(momentum: $0) },
        Bounded(schema: .mlp, name: "batch_size") { _ = try MLPConfiguration(batchSize: Int($0)) },
        Bounded(schema: .mlp, name: "epochs") { _ = try MLPConfiguration(epochs: Int($0)) },
        Bounded(schema: .mlp, name: "dropout") { _ = try MLPConfiguration(dropout: $0) },
        Bounded(schema: .mlp, name: "patience") { _ = try MLPConfiguration(patience: Int($0)) },
    ]
}
