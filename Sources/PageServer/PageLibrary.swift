/// The pages that there are, made anew for each request that asks for one.
public struct PageLibrary: Sendable {
    let index: @Sendable () async throws -> String
    let page: @Sendable (_ sweep: String) async throws -> String?

    /// - Parameters:
    ///   - index: the list of all sweeps.
    ///   - page: of one sweep, by its id exactly; `nil` where there is none.
    public init(
        index: @escaping @Sendable () async throws -> String,
        page: @escaping @Sendable (_ sweep: String) async throws -> String?
    ) {
        self.index = index
        self.page = page
    }
}
