import Testing

@testable import TrainingCore

@Suite struct RidgeTests {
    struct Reference: Decodable {
        struct Case: Decodable {
            let data: String
            let fit_intercept: Bool
            let l2: Double
            let coefficients: [Double]
            let intercept: Double
        }
        let cases: [Case]
    }

    /// Relative to the largest coefficient; both are double precision, so only the conditioning of the raw data shows.
    static let tolerance = 1e-6

    @Test("Coefficients agree with scikit-learn's, raw, standardised and with more columns than rows")
    func reference() throws {
        let data = try Experiment.diabetes()
        guard case .values(let values) = data.target else { throw ModelError("classes") }
        let scaled = Standardization(fittedTo: data.features).applied(to: data.features)
        let reference: Reference = try Fixture.decode("ridge.json")
        #expect(reference.cases.count == 30)
        for item in reference.cases {
            let rows = Array(0..<(item.data == "wide" ? 6 : data.rows))
            let features = (item.data == "raw" ? data.features : scaled).rows(rows)
            let target = rows.map { values[$0] }
            let solver = try #require(RidgeSolver(features, target, fitIntercept: item.fit_intercept))
            let (coefficients, intercept) = solver.solve(l2: item.l2)
            let scale = item.coefficients.map(abs).max() ?? 1
            for (ours, theirs) in zip(coefficients, item.coefficients) {
                #expect(abs(ours - theirs) <= Self.tolerance * scale, "\(item.data) \(item.l2)")
            }
            #expect(abs(intercept - item.intercept) <= Self.tolerance * max(1, abs(item.intercept)))
        }
    }

    @Test("Without a penalty, doubled columns share their coefficient instead of exploding")
    func singular() throws {
        let features = matrix((0..<10).map { [Double($0), Double($0)] })
        let solver = try #require(RidgeSolver(features, (0..<10).map { 6 * Double($0) + 1 }, fitIntercept: true))
        let (coefficients, intercept) = solver.solve(l2: 0)
        #expect(coefficients.allSatisfy { abs($0 - 3) < 1e-9 })
        #expect(abs(intercept - 1) < 1e-8)
    }

    @Test("Features whose squares overflow fail their trial with a reason")
    func overflow() throws {
        let features = matrix((0..<20).map { [1e200 * Double($0)] })
        let target = Target.values((0..<20).map(Double.init))
        let data = try DataSet(features: features, target: target, featureNames: ["x"])
        let split = try DataSplit(target, SplitConfiguration())
        let trial = PackTrial(configuration: .ridge(try RidgeConfiguration()), seed: 0)
        #expect(try reason(try results(data, split, [trial], standardize: false).first).contains("too large"))
    }

    @Test("A class target is refused with the trainers that take it")
    func classes() throws {
        let data = try Experiment.cancer()
        let split = try DataSplit(data.target, SplitConfiguration())
        let trial = PackTrial(configuration: .ridge(try RidgeConfiguration()), seed: 0)
        #expect(
            try reason(try results(data, split, [trial]).first)
                == "trainer ridge needs a numeric target, but this one has 2 classes; use softmax or mlp")
    }
}
