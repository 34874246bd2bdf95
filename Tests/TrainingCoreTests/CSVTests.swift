import Foundation
import Testing

@testable import TrainingCore

@Suite struct CSVTests {
    private func read(_ text: String, target: String? = nil, kind: DataSource.Kind = .automatic) throws -> DataSet {
        try DataSet(csv: Array(text.utf8), DataSource(path: "t.csv", target: target, kind: kind))
    }

    private func error(_ text: String, target: String? = nil, kind: DataSource.Kind = .automatic) -> String {
        dataError { _ = try read(text, target: target, kind: kind) }
    }

    @Test("The experiments' files have their shapes, classes and values")
    func experiments() throws {
        let digits = try Experiment.digits()
        #expect((digits.features.rows, digits.features.columns) == (1797, 64))
        #expect(digits.target.labels == (0..<10).map(String.init))
        let cancer = try Experiment.cancer()
        #expect((cancer.features.rows, cancer.features.columns) == (569, 30))
        #expect(cancer.target.labels == ["benign", "malignant"])
        let diabetes = try Experiment.diabetes()
        #expect((diabetes.features.rows, diabetes.features.columns) == (442, 10))
        guard case .values(let values) = diabetes.target else { throw ModelError("classes") }
        #expect(values.min() == 25 && values.max() == 346)
        #expect(diabetes.featureNames.first == "age")
    }

    @Test("Quotes, doubled quotes, commas and line breaks in fields, CRLF, a byte order mark and empty lines are read")
    func quoting() throws {
        let text = "\u{FEFF}\"a,1\",b,y\r\n1,2,\"x \"\"q\"\"\"\r\n\r\n 3 ,4e1,\"two\nlines\"\n"
        let data = try read(text)
        #expect(data.featureNames == ["a,1", "b"])
        #expect(data.features == matrix([[1, 2], [3, 40]]))
        #expect(data.target == .classes([1, 0], labels: ["two\nlines", "x \"q\""]))
    }

    @Test("The target is chosen by name, by number or as the last column")
    func target() throws {
        let text = "a,b,c\n1,2,3\n4,5,6\n7,8,10\n"
        #expect(try read(text).featureNames == ["a", "b"])
        #expect(try read(text, target: "a").featureNames == ["b", "c"])
        #expect(try read(text, target: "1").target == .values([2, 5, 8]))
        #expect(try read(text, target: "-3").target == .values([1, 4, 7]))
    }

    @Test("Few whole numbers that repeat are classes in numeric order; the kind can be declared")
    func kinds() throws {
        let rows = (0..<30).map { "\($0),\($0 % 3 * 10 - 10)" }.joined(separator: "\n")
        #expect(try read("x,y\n" + rows).target.labels == ["-10", "0", "10"])
        #expect(try read("x,y\n" + rows, kind: .values).target.labels.isEmpty)
        #expect(try read("x,y\n1,1.5\n2,2\n", kind: .classes).target == .classes([0, 1], labels: ["1.5", "2"]))
        #expect(try read("x,y\n1,1\n2,2\n").target == .values([1, 2]))
    }

    @Test("Each mistake is told with place, finding and fix")
    func mistakes() {
        #expect(
            error("a,b\n1,2\nx,3\n")
                == "t.csv: line 3, column 1 (a): `x` is not a number; encode it as numbers, or name this column as the target"
        )
        #expect(error("a,b\n1,2\n,3\n") == "t.csv: line 3, column 1 (a): no value; fill it in or drop the row")
        #expect(
            error("a,b\n1,NA\n") == "t.csv: line 2, column 2 (b): the missing value `NA`; fill it in or drop the row")
        #expect(
            error("a,b\n1e999,2\n")
                == "t.csv: line 2, column 1 (a): `1e999` is not a finite number; replace it or drop the row")
        #expect(
            error("a,b\n1,2\n1,2,3\n") == "t.csv: line 3: 3 fields under 2 columns; give each row one field a column")
        #expect(error("a,a\n1,2\n") == "t.csv: line 1, column 2: a second column named `a`; name each column once")
        #expect(
            error("a\n1\n")
                == "t.csv: line 1: a single column, `a`; separate at least one feature and the target with commas")
        #expect(
            error(",b\n1,2\n")
                == "t.csv: line 1, column 1: a column without a name; name it, or drop it (pandas writes such a column unless index=False)"
        )
        #expect(
            error("1,2\n3,4\n") == "t.csv: line 1: numbers where the columns' names belong; begin with a header line")
        #expect(error("a,b\n1,2\n", target: "c") == "t.csv: line 1: no column `c` for the target; use one of: a, b")
        #expect(error("a,b\n") == "t.csv: there are no rows below the header; give at least two rows")
        #expect(error("\n\n") == "t.csv: there is no header line; begin with the columns' names")
        #expect(
            error("a,b\n1,\"2\n")
                == "t.csv: line 2, column 2: a quote that is never closed; close it, or double a quote inside the field"
        )
        #expect(
            error("a,b\n1,\"2\"3\n")
                == "t.csv: line 2, column 2: text behind a closing quote; double the quotes inside a quoted field")
        #expect(
            error("a,b\n1,2\"\n")
                == "t.csv: line 2, column 2: a quote inside a field without quotes; quote the whole field and double it"
        )
        #expect(error("a,b\n1,x\n2,x\n") == "t.csv: 1 distinct label(s) in the target; give at least two classes")
        #expect(
            error("a,b\n1,x\n2,3\n", kind: .values)
                == "t.csv: line 2, column 2 (b): `x` is not a number; replace it, or declare the target as classes")
        #expect(error("a,b\n0x10,2\n").contains("`0x10` is not a number"))
        let wrong = dataError { _ = try DataSet(csv: [0x61, 0x2C, 0xFF, 0x0A], DataSource(path: "t.csv")) }
        #expect(wrong == "t.csv: line 1, column 2: the text is not UTF-8; save the file as UTF-8")
        let binary = dataError { _ = try DataSet(csv: [0x61, 0, 0x2C], DataSource(path: "t.csv")) }
        #expect(binary == "t.csv: line 1, column 1: a zero byte, as in binary files; give a text file, or .npy or .npz")
    }

    @Test("Files that are missing, folders, empty or of an unknown ending are refused")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "core-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func error(_ path: String) -> String { dataError { _ = try DataSet(loading: DataSource(path: path)) } }
        #expect(
            error("/nowhere/a.csv")
                == "/nowhere/a.csv: there is no such file, or it can't be reached; check the path and its permissions")
        #expect(error(folder.path + "/a.parquet").hasSuffix("give a .csv, .npy or .npz file"))
        let empty = folder.appending(path: "empty.csv")
        try Data().write(to: empty)
        #expect(error(empty.path).hasSuffix("the file is empty; give a file with data"))
        let directory = folder.appending(path: "folder.csv")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        #expect(error(directory.path).hasSuffix("it is not a regular file; give the path of a data file"))
    }
}

@Suite struct DecimalNumberTests {
    @Test("Numbers read as the standard library reads them, by the short way and the long")
    func agree() {
        var random = RandomStream(seed: 1, purpose: "decimals")
        for _ in 0..<20_000 {
            let scale = Double(random.below(40)) - 20
            let value = (2 * random.unit() - 1) * pow(10, scale)
            let texts = ["\(value)", String(format: "%.\(random.below(17))f", value), String(format: "%.6e", value)]
            for text in texts { #expect(DecimalNumber.parse(text) == Double(text), "\(text)") }
        }
    }

    @Test(
        "What isn't a decimal number is none",
        arguments: ["", "-", ".", "1.2.3", "0x1", "inf", "nan", "1e", "1 2", "--1", "1,2"])
    func none(_ text: String) { #expect(DecimalNumber.parse(text) == nil) }

    @Test("Signs, blanks, bare points and huge numbers are read")
    func some() {
        #expect(DecimalNumber.parse(" +1. ") == 1)
        #expect(DecimalNumber.parse("-.5") == -0.5)
        #expect(DecimalNumber.parse("-0")?.sign == .minus)
        #expect(DecimalNumber.parse("1e400") == .infinity)
        #expect(DecimalNumber.parse("00000000000000000001") == 1)
    }
}
