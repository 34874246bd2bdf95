import Testing

@testable import TrainingCore

@Suite struct FeatureTableTests {
    private func read(_ text: String) throws -> Matrix<Double> {
        try FeatureTable.parse(["b", "a"], Array(text.utf8), file: "f.csv")
    }

    @Test("A model's features are taken by name, in its order; other columns may hold anything")
    func byName() throws {
        #expect(try read("a,note,b\n1,\"x, y\",2\n3,,4\n") == matrix([[2, 1], [4, 3]]))
    }

    @Test("Missing columns, rows and values are refused with the fix")
    func refused() {
        #expect(
            dataError { _ = try read("a,c\n1,2\n") }
                == "f.csv: line 1: 1 of the model's 2 features are no columns here: `b`; give the columns that the model was trained on"
        )
        #expect(
            dataError { _ = try read("a,b\n") } == "f.csv: there are no rows below the header; give at least one row")
        #expect(
            dataError { _ = try read("a,b\n1,\n") }
                == "f.csv: line 2, column 2 (b): no value; fill it in or drop the row")
    }
}
