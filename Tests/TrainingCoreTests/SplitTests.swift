import Testing

@testable import TrainingCore

@Suite struct SplitTests {
    private static let classes = Target.classes((0..<200).map { $0 % 10 == 0 ? 1 : 0 }, labels: ["common", "rare"])

    @Test("Parts cover all rows once, in the asked sizes, and keep the classes' shares")
    func stratified() throws {
        let split = try DataSplit(Self.classes, SplitConfiguration(seed: 3))
        let fold = try #require(split.folds.first)
        #expect((fold.train + fold.validation + split.test).sorted() == Array(0..<200))
        #expect((fold.train.count, fold.validation.count, split.test.count) == (120, 40, 40))
        func rare(_ rows: [Int]) -> Int { rows.count { $0 % 10 == 0 } }
        #expect((rare(fold.train), rare(fold.validation), rare(split.test)) == (12, 4, 4))
        #expect(split.validation == fold.validation && fold.validation == fold.validation.sorted())
    }

    @Test("Folds validate each row that isn't a test row once", arguments: [2, 3, 5, 10])
    func folds(_ count: Int) throws {
        let split = try DataSplit(Self.classes, SplitConfiguration(testFraction: 0.1, folds: count, seed: 3))
        #expect(split.folds.count == count && split.isCrossValidation)
        #expect(split.validation == split.nonTest)
        #expect(Set(split.nonTest).isDisjoint(with: split.test))
        for fold in split.folds {
            #expect((fold.train + fold.validation).sorted() == split.nonTest)
            #expect(abs(fold.validation.count - 180 / count) <= 1)
        }
    }

    @Test("A split is a function of its seed")
    func seeded() throws {
        let one = try DataSplit(Self.classes, SplitConfiguration(seed: 1))
        #expect(try DataSplit(Self.classes, SplitConfiguration(seed: 1)) == one)
        #expect(try DataSplit(Self.classes, SplitConfiguration(seed: 2)) != one)
    }

    @Test("Fractions and folds outside their range, and too few rows, are refused")
    func refused() throws {
        #expect(
            dataError { _ = try SplitConfiguration(testFraction: 1.5) }
                == "data.split.test: must be between 0.0 and 0.9, received 1.5")
        #expect(
            dataError { _ = try SplitConfiguration(folds: 1) }
                == "data.folds: must be between 2 and 1000, received 1")
        #expect(
            dataError { _ = try SplitConfiguration(validationFraction: 0.7, testFraction: 0.5) }
                == "data.split.validation: must be small enough to leave 0.05 of the rows to train on, "
                + "beside a test part of 0.5, received 0.7")
        #expect(
            dataError { _ = try DataSplit(.values([1, 2]), SplitConfiguration()) }
                == "data: 2 rows are too few for this split; use fewer folds, larger fractions or more rows")
    }

    @Test("Standardised features have mean 0 and deviation 1, and a constant one stays finite")
    func standardization() {
        let raw = matrix([[1, 7, 1e9 + 0.1], [2, 7, 1e9 + 0.1], [6, 7, 1e9 + 0.1]])
        let fitted = Standardization(fittedTo: raw)
        let scaled = fitted.applied(to: raw)
        let first = (0..<3).map { scaled[$0, 0] }
        #expect(abs(first.reduce(0, +)) < 1e-12)
        #expect(abs(first.reduce(0) { $0 + $1 * $1 } - 3) < 1e-12)
        #expect((0..<3).allSatisfy { scaled[$0, 1] == 0 && abs(scaled[$0, 2]) < 1e-6 })
        #expect(Standardization(means: [0], deviations: [0]) == nil)
    }
}
