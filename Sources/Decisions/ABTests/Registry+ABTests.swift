internal import ResultStore

extension Registry {
    /// All A/B tests, the first one first.
    public func tests() throws -> [ABTest] { try (reading { try $0.tests() } ?? []).map(ABTest.init) }
}
