internal import JSON

/// What AWS asks in one region: public prices, each with its source. What isn't in it is unknown.
public struct PriceTable: Sendable, Equatable, Codable {
    /// The name of the JSON form, and its version.
    public static let schema = "stepsweep.prices"
    public static let version = 1

    public var schema = PriceTable.schema
    public var version = PriceTable.version
    public var region: String
    public var prices: [Price]

    public init(region: String, prices: [Price]) {
        self.region = region
        self.prices = prices
    }

    /// One public price.
    public struct Price: Sendable, Equatable, Codable {
        /// The text of a `PriceItem`.
        public var item: String
        public var usd: Double
        public var unit: String
        /// Where it stands: a page's address, or the API that gave it.
        public var source: String
        /// The day or month that the source gives, as `2026-01-19`; `read` and a day where it gives none.
        public var date: String

        public init(_ item: PriceItem, usd: Double, source: String, date: String) {
            self.item = item.description
            self.usd = usd
            unit = item.unit
            self.source = source
            self.date = date
        }
    }

    /// US dollars for one unit; `nil` where the table doesn't know.
    public subscript(_ item: PriceItem) -> Double? {
        let name = item.description
        return prices.first { $0.item == name }?.usd
    }

    /// What a sweep may be billed for and this table has no price of.
    public var unknown: [PriceItem] {
        let known = Set(prices.map(\.item))
        return PriceItem.all.filter { !known.contains($0.description) }
    }

    /// The oldest of its dates; `nil` where it is empty.
    public var oldestDate: String? { prices.map(\.date).min() }

    /// This table with the prices of `other`, a table of the same region, in place of its own.
    public func updated(with other: PriceTable) -> PriceTable {
        let newer = Set(other.prices.map(\.item))
        let order = Dictionary(
            PriceItem.all.enumerated().map { ($1.description, $0) }, uniquingKeysWith: { first, _ in first })
        let all = prices.filter { !newer.contains($0.item) } + other.prices
        return PriceTable(
            region: region,
            prices: all.sorted { (order[$0.item] ?? .max, $0.item) < (order[$1.item] ?? .max, $1.item) })
    }

    /// The table as indented JSON text, with a line break at its end.
    public func bytes() -> [UInt8] {
        // Texts and finite numbers always encode.
        ((try? JSON(encoding: self)) ?? .null).bytes(.indented) + [UInt8(ascii: "\n")]
    }
}
