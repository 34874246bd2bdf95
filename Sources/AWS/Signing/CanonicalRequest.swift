/// The one text of a request that both sides hash: "Create a signed AWS API request", IAM user guide.
struct CanonicalRequest {
    let text: String
    /// `host;x-amz-date`.
    let signedHeaders: String

    /// - Parameter payloadHash: 64 hexadecimal digits, or a word such as `UNSIGNED-PAYLOAD`.
    init(_ request: HTTPRequest, pathRule: PathRule, payloadHash: String) {
        let headers = Self.headers(of: request)
        signedHeaders = headers.map(\.name).joined(separator: ";")
        let lines = headers.map { "\($0.name):\($0.values.joined(separator: ","))\n" }.joined()
        text = [
            request.method.uppercased(), pathRule.canonicalPath(request.path), Self.canonicalQuery(request.query),
            lines, signedHeaders, payloadHash,
        ].joined(separator: "\n")
    }

    /// Headers that proxies add, change or take away are left out.
    private static let unsigned: Set<String> = [
        "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
        "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id",
    ]

    /// Lower-case names in order, each with its values as they came; runs of white space are one space.
    private static func headers(of request: HTTPRequest) -> [(name: String, values: [String])] {
        var values: [String: [String]] = [:]
        for header in request.headers where !unsigned.contains(header.name.lowercased()) {
            let words = header.value.split { $0 == " " || $0 == "\t" || $0.isNewline }
            values[header.name.lowercased(), default: []].append(words.joined(separator: " "))
        }
        if values["host"] == nil { values["host"] = [hostHeader(of: request)] }
        return values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { (name: $0.key, values: $0.value) }
    }

    /// The authority without the scheme's own port, as clients send it.
    private static func hostHeader(of request: HTTPRequest) -> String {
        let ownPort = request.scheme == "http" ? ":80" : ":443"
        let host = request.authority.lowercased()
        return host.hasSuffix(ownPort) ? String(host.dropLast(ownPort.count)) : host
    }

    /// Each name and value decoded and encoded again, sorted by name and then by value.
    private static func canonicalQuery(_ query: String) -> String {
        query.split(separator: "&").map { item in
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = sides.count > 1 ? PercentEncoding.encode(PercentEncoding.decode(sides[1])) : ""
            return (name: PercentEncoding.encode(PercentEncoding.decode(sides[0])), value: value)
        }
        .sorted { ($0.name, $0.value) < ($1.name, $1.value) }
        .map { "\($0.name)=\($0.value)" }
        .joined(separator: "&")
    }
}
