import JSON
import SweepModel
import Testing

@Suite("The built-in trainers")
struct TrainerSchemaTests {
    @Test("have defaults that they take themselves", arguments: TrainerSchema.all)
    func defaults(schema: TrainerSchema) {
        for parameter in schema.parameters { #expect(parameter.kind.accepts(parameter.defaultValue)) }
    }

    @Test(
        "explain every parameter in a sentence, and look only at parameters of their own", arguments: TrainerSchema.all)
    func sentences(schema: TrainerSchema) {
        #expect(schema.summary.hasSuffix("."))
        for parameter in schema.parameters {
            #expect(parameter.meaning.hasSuffix("."))
            #expect(parameter.usedWhen?.tests.allSatisfy { schema.parameter($0.parameter) != nil } ?? true)
        }
    }

    @Test("are found by name")
    func names() {
        #expect(TrainerSchema.all.map(\.name) == ["mlp", "ridge", "softmax"])
        #expect(TrainerSchema.named("mlp") == .mlp)
        #expect(TrainerSchema.named("forest") == nil)
        #expect(TrainerSchema.mlp.parameter("hidden")?.defaultValue == [64])
    }

    @Test("report the metrics of their tasks")
    func metrics() {
        #expect(TrainerSchema.ridge.metrics.first?.name == "validation_rmse")
        #expect(TrainerSchema.softmax.metrics.first?.name == "validation_accuracy")
        #expect(
            TrainerSchema.mlp.metrics.count == TrainerSchema.ridge.metrics.count + TrainerSchema.softmax.metrics.count)
    }

    @Test(
        "know which values a parameter takes",
        arguments: [
            (.number(0...1), 0.5, true), (.number(0...1), 1, true), (.number(0...1), 1.5, false),
            (.number(0...1), "1", false), (.wholeNumber(1...9), 3.0, true), (.wholeNumber(1...9), 3.5, false),
            (.wholeNumber(1...9), true, false), (.optionalWholeNumber(1...9), nil, true),
            (.optionalWholeNumber(1...9), 10, false), (.choice(["a", "b"]), "b", true), (.choice(["a"]), "c", false),
            (.flag, false, true), (.flag, "false", false), (.widths(1...9, count: 2), 9, true),
            (.widths(1...9, count: 2), [1, 2.0], true), (.widths(1...9, count: 2), [1, 2, 3], false),
            (.widths(1...9, count: 2), [], true), (.widths(1...9, count: 2), [0], false),
        ] as [(HyperparameterKind, JSON, Bool)])
    func acceptance(kind: HyperparameterKind, value: JSON, isAccepted: Bool) {
        #expect(kind.accepts(value) == isAccepted)
    }

    @Test("say what they allow")
    func allowed() {
        #expect(TrainerSchema.mlp.parameter("dropout")?.kind.allowed == "a number between 0 and 0.9")
        #expect(TrainerSchema.mlp.parameter("activation")?.kind.allowed == "one of relu, tanh, sigmoid, gelu")
        #expect(TrainerSchema.ridge.parameter("fit_intercept")?.kind.allowed == "true or false")
        #expect(
            TrainerSchema.mlp.parameter("hidden")?.kind.allowed
                == "a whole number between 1 and 65536, or a list of at most 16 of them")
        #expect(
            TrainerSchema.mlp.parameter("patience")?.kind.allowed == "a whole number between 1 and 100000, or null")
    }

    @Test(
        "What solves for the one optimum ignores the seed; what begins or goes on by chance doesn't",
        arguments: [
            (TrainerSchema.ridge, ["l2": 1], false), (.softmax, [:], false), (.softmax, ["optimizer": "lbfgs"], false),
            (.softmax, ["optimizer": "sgd"], true), (.mlp, [:], true),
        ] as [(TrainerSchema, JSON, Bool)])
    func seed(trainer: TrainerSchema, parameters: JSON, usesIt: Bool) {
        #expect(trainer.usesSeed(parameters) == usesIt)
    }
}
