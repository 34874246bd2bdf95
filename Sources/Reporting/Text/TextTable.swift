/// One column of a table.
public struct TableColumn: Sendable, Equatable {
    public enum Alignment: Sendable { case left, right }

    public var title: String
    public var alignment: Alignment
    /// Columns with the highest number are left out first where the terminal is narrow; 0 is never left out.
    public var expendability: Int
    /// A longer text is cut to so many columns where the table is too wide.
    public var leastWidth: Int
    /// Whether it draws what another column says: then nobody misses it where it is left out.
    public var isDrawing: Bool

    public init(
        _ title: String, _ alignment: Alignment = .left, expendability: Int = 0, leastWidth: Int = 8,
        isDrawing: Bool = false
    ) {
        self.title = title
        self.alignment = alignment
        self.expendability = expendability
        self.leastWidth = leastWidth
        self.isDrawing = isDrawing
    }
}

/// A table of text that fits a terminal. Cells may hold anything: what is hostile to a terminal is made visible.
public struct TextTable: Sendable {
    public enum Emphasis: Sendable { case none, strong, weak }

    private let columns: [TableColumn]
    private let rows: [(cells: [String], emphasis: Emphasis)]
    private static let gap = 2

    /// - Parameter rows: a cell a column; missing cells are empty.
    public init(columns: [TableColumn], rows: [[String]], emphasis: (Int) -> Emphasis = { _ in .none }) {
        self.columns = columns.map { column in
            var column = column
            column.title = SafeText.neutralise(column.title)
            return column
        }
        self.rows = rows.enumerated().map { index, cells in
            (columns.indices.map { $0 < cells.count ? SafeText.neutralise(cells[$0]) : "" }, emphasis(index))
        }
    }

    /// The lines of the table, the header first, and the titles of the columns that found no room and are missed.
    public func lines(width: Int, style: TextStyle) -> (lines: [String], leftOut: [String]) {
        let layout = TableLayout(columns: columns, natural: naturalWidths, gap: Self.gap, width: width)
        let header = style.bold(line(columns.map(\.title), layout))
        let body = rows.map { row in
            let text = line(row.cells, layout)
            return switch row.emphasis {
            case .none: text
            case .strong: style.green(text)
            case .weak: style.dim(text)
            }
        }
        let leftOut = columns.indices.filter { layout.widths[$0] == nil && !columns[$0].isDrawing }
        return ([header] + body, leftOut.map { columns[$0].title })
    }

    private var naturalWidths: [Int] {
        columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1.cells[index])) }
        }
    }

    private func line(_ cells: [String], _ layout: TableLayout) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            guard let width = layout.widths[index] else { continue }
            if !text.isEmpty || index > layout.first { text += String(repeating: " ", count: Self.gap) }
            let short = DisplayWidth.shorten(cell, to: width)
            let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(short)))
            text += columns[index].alignment == .right ? padding + short : short + padding
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// Which columns find room, and how wide they are.
struct TableLayout {
    /// `nil` for a column that is left out.
    let widths: [Int?]
    /// The first column that is shown.
    let first: Int

    init(columns: [TableColumn], natural: [Int], gap: Int, width: Int) {
        var widths: [Int?] = natural
        func total() -> Int {
            let shown = widths.compactMap { $0 }
            return shown.reduce(0, +) + gap * max(0, shown.count - 1)
        }
        // Long texts are cut before whole columns go; among equals the right one goes first.
        while total() > width, let index = Self.widest(widths, columns) {
            let target = max(columns[index].leastWidth, (widths[index] ?? 0) - (total() - width))
            widths[index] = target
        }
        while total() > width,
            let index = widths.indices.filter({ widths[$0] != nil && columns[$0].expendability > 0 })
                .max(by: { (columns[$0].expendability, $0) < (columns[$1].expendability, $1) })
        {
            widths[index] = nil
        }
        // What the leaving columns freed goes back to the texts that were cut for them.
        for index in widths.indices {
            guard let cut = widths[index], cut < natural[index], total() < width else { continue }
            widths[index] = min(natural[index], cut + width - total())
        }
        self.widths = widths
        first = widths.firstIndex { $0 != nil } ?? 0
    }

    /// The widest left-aligned column that may still be cut: numbers never are.
    private static func widest(_ widths: [Int?], _ columns: [TableColumn]) -> Int? {
        widths.indices.filter { index in
            columns[index].alignment == .left && (widths[index] ?? 0) > columns[index].leastWidth
        }.max { (widths[$0] ?? 0) < (widths[$1] ?? 0) }
    }
}
