import JSON
import SweepModel
import Testing

@testable import SweepCompiler

@Suite("The cost model")
struct CostModelTests {
    private let model: CostModel

    init() throws {
        model = CostModel(try Sample.digits(), shape: .init(rows: 1797, features: 64, classes: 10))
    }

    @Test("counts a network's products: 3nW an epoch, and a step a batch")
    func network() {
        let parameters: JSON = ["trainer": "mlp", "hidden": [64], "epochs": 10, "batch_size": 32]
        let rows = 1797 * 0.6
        let weights = 64.0 * 64 + 64 * 10
        let batches = (rows / 32).rounded(.up)
        let epoch = 3 * rows * weights / 12e9 + batches * (6e-6 + weights * 1e-9)
        let expected = 10 * epoch + 2e-4 + 1e-3
        #expect(abs(model.cost(of: parameters).ownSeconds - expected) < 1e-12)
    }

    @Test("takes the trainer's own values where a trial says nothing")
    func defaults() {
        #expect(
            model.cost(of: ["trainer": "mlp"])
                == model.cost(of: ["trainer": "mlp", "hidden": 64, "epochs": 20, "batch_size": 32]))
    }

    @Test("grows with epochs, widths, folds and rows")
    func growth() throws {
        let base = model.cost(of: ["trainer": "mlp"]).ownSeconds
        #expect(model.cost(of: ["trainer": "mlp", "epochs": 40]).ownSeconds > base)
        #expect(model.cost(of: ["trainer": "mlp", "hidden": [64, 64]]).ownSeconds > base)
        let larger = CostModel(try Sample.digits(), shape: .init(rows: 17_970, features: 64, classes: 10))
        #expect(larger.cost(of: ["trainer": "mlp"]).ownSeconds > base)
        var folded = try Sample.digits()
        folded.work = .builtIn(DataSource(path: "digits.csv", split: .init(train: 0.8, validation: 0), folds: 5))
        let folds = CostModel(folded, shape: .init(rows: 1797, features: 64, classes: 10))
        #expect(folds.cost(of: ["trainer": "mlp"]).ownSeconds > 5 * base)
    }

    @Test("shares a ridge pack's decomposition")
    func ridge() {
        let cost = model.cost(of: ["trainer": "ridge"])
        #expect(cost.sharedSeconds > 0)
        #expect(cost.ownSeconds < 0.01)
    }

    @Test("assumes a minute where nothing is known")
    func unknown() throws {
        let blind = CostModel(try Sample.command(trials: 1), shape: nil)
        #expect(!blind.isInformed)
        #expect(blind.cost(of: ["x": 1]) == CostModel.Cost(ownSeconds: 60, sharedSeconds: 0))
    }

    @Test(
        "stays finite for absurd values",
        arguments: [
            ["trainer": "mlp", "epochs": 1e300, "hidden": [1e300]], ["trainer": "mlp", "batch_size": -5],
            ["trainer": "mlp", "hidden": "wide"], ["trainer": "softmax", "max_iterations": 1e300],
            ["trainer": "forest"],
        ] as [JSON])
    func absurd(parameters: JSON) {
        let cost = model.cost(of: parameters)
        #expect(cost.ownSeconds.isFinite && cost.ownSeconds >= 0)
        #expect(cost.ownSeconds <= CostModel.longestTrialSeconds)
    }
}

@Suite("Numbers for people")
struct NumberTests {
    @Test(
        "durations have two digits",
        arguments: [
            (0.0, "under 1 ms"), (0.0042, "4.2 ms"), (0.657, "657 ms"), (1.04, "1 s"), (16.4, "16 s"), (89, "89 s"),
            (240, "4 min"), (3_599, "60 min"), (3_600, "1 h"), (29_400, "8.2 h"), (864_000, "10 days"),
            (Double.infinity, "many days"),
        ])
    func durations(seconds: Double, expected: String) {
        #expect(seconds.duration == expected)
    }

    @Test("thousands are grouped", arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
    func grouping(number: Int, expected: String) {
        #expect(number.grouped == expected)
    }

    @Test("the largest numbers are written out")
    func largest() {
        #expect(Int.max.grouped == "9,223,372,036,854,775,807")
        #expect(Int.min.grouped == "-9,223,372,036,854,775,808")
    }
}
