/// What a sweep file may ask of memory and stack; far above what a person writes.
enum SourceLimits {
    static let bytes = 1 << 20
    /// Values after aliases are expanded.
    static let values = 200_000
    /// Levels of nesting after aliases are expanded.
    static let depth = 100
}
