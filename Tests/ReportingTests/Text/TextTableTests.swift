import Reporting
import Testing

@Suite("Tables that fit") struct TextTableTests {
    private let table = TextTable(
        columns: [
            TableColumn("name"), TableColumn("count", .right, expendability: 2),
            TableColumn("remark", expendability: 1, leastWidth: 6),
        ], rows: [["first", "1", "a long remark"], ["日本", "100", "e\u{301}"], ["short row"]])

    @Test("Columns are aligned, and lines end with their text")
    func aligned() {
        let (lines, leftOut) = table.lines(width: 80, style: .plain)
        #expect(
            lines == [
                "name       count  remark", "first          1  a long remark", "日本         100  e\u{301}", "short row",
            ])
        #expect(leftOut == [])
    }

    @Test("Long texts are cut before columns go")
    func cut() {
        let (lines, leftOut) = table.lines(width: 25, style: .plain)
        #expect(lines[1] == "first          1  a long…")
        #expect(leftOut == [])
    }

    @Test("The most expendable column goes first, and its room goes to the texts")
    func dropped() {
        let (lines, leftOut) = table.lines(width: 22, style: .plain)
        #expect(lines[1] == "first      a long rem…")
        #expect(leftOut == ["count"])
    }

    @Test("What is never left out stays, however narrow the terminal is")
    func narrow() {
        let (lines, leftOut) = table.lines(width: 3, style: .plain)
        #expect(lines == ["name", "first", "日本", "short r…"])
        #expect(leftOut == ["count", "remark"])
    }

    @Test("A table without rows is its header")
    func empty() {
        #expect(
            TextTable(columns: [TableColumn("a"), TableColumn("b")], rows: []).lines(width: 9, style: .plain).lines == [
                "a  b"
            ])
    }
}
