import Testing

@testable import TrainingCore

@Suite struct MetricsTests {
    struct Reference: Decodable {
        struct Classification: Decodable {
            let scores: [[Double]]
            let classes: [Int32]
            let metrics: [String: Double]
        }
        struct Regression: Decodable {
            let truth: [Double]
            let predicted: [Double]
            let metrics: [String: Double]
        }
        let classification: [Classification]
        let regression: Regression
    }

    @Test("Every metric agrees with scikit-learn, ties and absent classes included")
    func reference() throws {
        let reference: Reference = try Fixture.decode("metrics.json")
        for item in reference.classification {
            let metrics = ClassificationMetrics.all(scores: matrix(item.scores), classes: item.classes)
            #expect(Set(metrics.keys) == Set(item.metrics.keys))
            for (name, value) in item.metrics { #expect(abs(try #require(metrics[name]) - value) < 1e-12, "\(name)") }
        }
        let metrics = RegressionMetrics.all(
            predicted: reference.regression.predicted, truth: reference.regression.truth)
        for (name, value) in reference.regression.metrics {
            #expect(abs(try #require(metrics[name]) - value) < 1e-12, "\(name)")
        }
    }

    @Test("What isn't defined is left out: an area with one class, r2 of a constant")
    func undefined() {
        let scores = matrix([[1, 2], [2, 1]])
        #expect(ClassificationMetrics.all(scores: scores, classes: [0, 0])["roc_auc"] == nil)
        #expect(RegressionMetrics.all(predicted: [1, 2], truth: [3, 3])["r2"] == nil)
    }

    @Test("A hopeless score costs its margin, not infinity")
    func stable() {
        #expect(ClassificationMetrics.logLosses(scores: matrix([[1000, -1000]]), classes: [1]) == [2000])
    }
}
