public import JSON

/// The pages of a listing, one call a page.
public struct Pages: AsyncSequence, Sendable {
    public typealias Element = JSON

    /// A service that gives the same token twice would be asked for ever.
    public struct Loop: Error, Sendable, Equatable, CustomStringConvertible {
        public let description: String
    }

    private let tokenName: String
    private let tokenInAnswer: String
    private let input: JSON
    private let call: @Sendable (JSON) async throws -> JSON

    /// - Parameters:
    ///   - token: the member of the input that takes the token, such as `nextToken`.
    ///   - answer: the member of the output that gives it; `nil` where both have one name.
    public init(
        token: String, answer: String? = nil, input: JSON, call: @escaping @Sendable (JSON) async throws -> JSON
    ) {
        tokenName = token
        tokenInAnswer = answer ?? token
        self.input = input
        self.call = call
    }

    public struct Iterator: AsyncIteratorProtocol {
        let pages: Pages
        private var token: String?
        private var isOver = false

        init(pages: Pages) { self.pages = pages }

        public mutating func next() async throws -> JSON? {
            if isOver { return nil }
            var members = pages.input.object ?? [:]
            if let token { members[pages.tokenName] = .string(token) }
            let page = try await pages.call(.object(members))
            let following = page[pages.tokenInAnswer]?.string.flatMap { $0.isEmpty ? nil : $0 }
            guard following == nil || following != token else {
                throw Loop(
                    description: "the listing gave the same \(pages.tokenInAnswer) twice: run the same command again")
            }
            token = following
            isOver = following == nil
            return page
        }

    }

    public func makeAsyncIterator() -> Iterator { Iterator(pages: self) }

    /// The elements of the list `name` of every page.
    ///
    /// - Parameter limit: stops behind so many elements.
    public func collect(_ name: String, limit: Int = .max) async throws -> [JSON] {
        var elements: [JSON] = []
        for try await page in self {
            elements += page[name]?.array ?? []
            if elements.count >= limit { return Array(elements.prefix(limit)) }
        }
        return elements
    }
}
