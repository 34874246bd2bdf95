internal import JSON

/// The user's own prices, `prices.json` in the store: a table a region. They go before those of the program.
public struct PriceBook: Sendable, Equatable, Codable {
    public static let schema = "stepsweep.price-book"
    public static let version = 1

    public var schema = PriceBook.schema
    public var version = PriceBook.version
    public var tables: [PriceTable]

    public init(tables: [PriceTable] = []) { self.tables = tables }

    /// What is known of a region: the program's prices, and the user's in their place.
    public func table(region: String) -> PriceTable {
        let builtIn = PriceTable.builtIn(region: region)
        return tables.first { $0.region == region }.map(builtIn.updated) ?? builtIn
    }

    /// This book with the prices of one more look at a region.
    public func adding(_ table: PriceTable) -> PriceBook {
        let known = tables.first { $0.region == table.region }
        let rest = tables.filter { $0.region != table.region }
        return PriceBook(tables: (rest + [known?.updated(with: table) ?? table]).sorted { $0.region < $1.region })
    }

    /// - Throws: `PriceBookError` for a document that is none, or holds a price that isn't a finite amount.
    public init(parsing bytes: [UInt8]) throws(PriceBookError) {
        do {
            self = try JSON(parsing: bytes).decode(PriceBook.self)
        } catch let error as DecodingError {
            throw PriceBookError(problem: Self.words(error))
        } catch {
            throw PriceBookError(problem: "\(error)")
        }
        guard schema == Self.schema, version == Self.version else {
            throw PriceBookError(
                problem: "schema \(schema) version \(version) is not \(Self.schema) version \(Self.version)")
        }
        for price in tables.flatMap(\.prices) where !price.usd.isFinite || price.usd < 0 {
            throw PriceBookError(problem: "\(price.item): must be 0 or more US dollars, received \(price.usd)")
        }
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "no `\((context.codingPath + [key]).path)`"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "`\(context.codingPath.path)` can't be read"
        @unknown default: "it can't be read"
        }
    }

    /// The book as indented JSON text, with a line break at its end.
    public func bytes() -> [UInt8] {
        // Texts and finite numbers always encode.
        ((try? JSON(encoding: self)) ?? .null).bytes(.indented) + [UInt8(ascii: "\n")]
    }
}

extension Array where Element == any CodingKey {
    fileprivate var path: String { map(\.stringValue).joined(separator: ".") }
}

/// Why a price book can't be read.
public struct PriceBookError: Error, Sendable, Equatable {
    public let problem: String
}
