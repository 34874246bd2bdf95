/// A text that is there already.
public struct WholeText: TextExport {
    private let text: String

    public init(_ text: String) { self.text = text }

    public func write(_ emit: (String) throws -> Void) throws { try emit(text) }
}
