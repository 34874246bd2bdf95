internal import JSON
internal import StatesLanguage

/// The format of an object that holds items.
struct ItemFormat {
    private let config: ReaderConfig

    init(_ config: ReaderConfig?) { self.config = config ?? ReaderConfig() }

    func items(in bytes: [UInt8]) throws(UnreadableItems) -> [JSON] {
        switch config.inputType {
        case nil, .json?: try list(in: bytes)
        case .jsonl?: try lines(in: bytes)
        case .csv?: try rows(in: bytes)
        case .manifest?, .parquet?:
            throw UnreadableItems(
                "Items are read from CSV, JSON and JSONL here, not from \(config.inputType?.rawValue ?? "").")
        }
    }

    private func list(in bytes: [UInt8]) throws(UnreadableItems) -> [JSON] {
        let document: JSON
        do {
            document = try JSON(parsing: bytes)
        } catch {
            throw UnreadableItems("The object is not JSON: \(error)")
        }
        guard let items = pointed(at: config.itemsPointer ?? "", in: document)?.array else {
            throw UnreadableItems("Attempting to map over non-iterable node.")
        }
        return items
    }

    /// Follows a JSON pointer (RFC 6901).
    private func pointed(at pointer: String, in document: JSON) -> JSON? {
        pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().reduce(Optional(document)) {
            node, token in
            let name = token.replacing("~1", with: "/").replacing("~0", with: "~")
            return node?[String(name)] ?? Int(name).flatMap { node?[$0] }
        }
    }

    private func lines(in bytes: [UInt8]) throws(UnreadableItems) -> [JSON] {
        var items: [JSON] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
            do {
                items.append(try JSON(parsing: line))
            } catch {
                throw UnreadableItems("Line \(index + 1) of the object is not JSON: \(error)")
            }
        }
        return items
    }

    /// Each row becomes an object of texts; fields without a header are left out, missing ones are empty.
    private func rows(in bytes: [UInt8]) throws(UnreadableItems) -> [JSON] {
        var rows = CSVText(bytes, delimiter: config.csvDelimiter ?? .comma)
        guard let headers = config.csvHeaderLocation == .given ? config.csvHeaders : rows.next() else { return [] }
        guard Set(headers).count == headers.count else {
            throw UnreadableItems("CSV headers cannot contain duplicates.")
        }
        var items: [JSON] = []
        while let fields = rows.next() {
            let members = headers.enumerated().map { index, header in
                (header, JSON.string(index < fields.count ? fields[index] : ""))
            }
            items.append(.object(Dictionary(members) { first, _ in first }))
        }
        return items
    }
}
