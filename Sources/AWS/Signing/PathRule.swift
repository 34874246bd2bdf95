/// How a service reads the path that a signature covers.
public struct PathRule: Sendable, Equatable {
    /// Whether `.`, `..` and empty segments are taken out.
    public var normalises: Bool
    /// Whether the path as it is sent is percent-encoded once more.
    public var encodesAgain: Bool

    public init(normalises: Bool, encodesAgain: Bool) {
        self.normalises = normalises
        self.encodesAgain = encodesAgain
    }

    /// Every service but S3.
    public static let standard = PathRule(normalises: true, encodesAgain: true)
    /// S3: a key may hold `//` and `..`, and the path is signed as it is sent.
    public static let s3 = PathRule(normalises: false, encodesAgain: false)

    func canonicalPath(_ path: String) -> String {
        let normal = normalises ? Self.removingDots(path) : path
        let text = normal.isEmpty ? "/" : normal
        return encodesAgain ? PercentEncoding.encode(text, keeping: "/") : PercentEncoding.complete(text)
    }

    /// RFC 3986, section 5.2.4, with repeated slashes taken as one.
    private static func removingDots(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment != ".." { segments.append(segment) } else { _ = segments.popLast() }
        }
        let closing = path.hasSuffix("/") && !segments.isEmpty ? "/" : ""
        return (path.hasPrefix("/") ? "/" : "") + segments.joined(separator: "/") + closing
    }
}
