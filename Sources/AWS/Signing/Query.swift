/// The names and values of a query, before they are percent-encoded.
public struct Query: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    public var items: [(name: String, value: String)]

    public init(_ items: [(name: String, value: String)] = []) { self.items = items }

    public init(dictionaryLiteral elements: (String, String)...) { items = elements.map { (name: $0.0, value: $0.1) } }

    /// Appends an item, unless its value is absent.
    public mutating func add(_ name: String, _ value: String?) {
        if let value { items.append((name: name, value: value)) }
    }

    /// `a=1&b=two%20words`; a name without a value keeps its `=`.
    public var encoded: String {
        items.map { PercentEncoding.encode($0.name) + "=" + PercentEncoding.encode($0.value) }.joined(separator: "&")
    }

    public static func == (left: Query, right: Query) -> Bool { left.items.elementsEqual(right.items, by: ==) }
}
