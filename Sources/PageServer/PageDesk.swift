internal import SweepModel

/// Answers requests for pages. It reads no file: a path names a sweep or nothing.
///
/// A page of another site must not read ours through the reader's browser, even where its name is made to point at this
/// machine (DNS rebinding): the `Host` header must name this machine.
public struct PageDesk: Sendable {
    private let library: PageLibrary

    public init(_ library: PageLibrary) { self.library = library }

    public func answer(_ request: PageRequest) async -> PageAnswer {
        guard Self.isOwn(host: request.host) else {
            return Self.plain(421, "This server answers to localhost and 127.0.0.1 only.\n")
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return Self.plain(405, "Only GET and HEAD are answered.\n", ["Allow": "GET, HEAD"])
        }
        do {
            guard let html = try await page(at: request.path) else {
                return Self.plain(404, "There is no such page; / lists all sweeps.\n")
            }
            return Self.answer(html, to: request)
        } catch {
            return Self.plain(500, "The page can't be made: \(error)\n")
        }
    }

    private func page(at path: String) async throws -> String? {
        let path = path.prefix { $0 != "?" && $0 != "#" }
        if path == "/" { return try await library.index() }
        let prefix = "/sweeps/"
        guard path.hasPrefix(prefix) else { return nil }
        let sweep = path.dropFirst(prefix.count)
        guard !sweep.isEmpty, !sweep.hasPrefix("."), sweep.utf8.allSatisfy(Self.isPlain) else { return nil }
        return try await library.page(String(sweep))
    }

    /// What a sweep's id is made of: nothing in it leads to another folder.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isOwn(host: String?) -> Bool {
        guard let host else { return false }
        let parts = host.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else {
            return false
        }
        return ["127.0.0.1", "localhost"].contains(parts[0].lowercased())
    }

    /// The tag stands in the page too, so that its script need not fetch what it is.
    private static func answer(_ html: String, to request: PageRequest) -> PageAnswer {
        let tag = "\"" + Digest.sha256(html.utf8).prefix(32) + "\""
        var headers = common
        headers["ETag"] = tag
        headers["Cache-Control"] = "no-cache"
        guard request.knownTag != tag else { return PageAnswer(status: 304, headers: headers, body: "") }
        let tagged = html.replacing("<body>", with: "<body data-tag='\(tag)'>", maxReplacements: 1)
        headers["Content-Type"] = "text/html; charset=utf-8"
        headers["Content-Security-Policy"] = policy
        return PageAnswer(status: 200, headers: headers, body: tagged)
    }

    private static func plain(_ status: Int, _ text: String, _ more: [String: String] = [:]) -> PageAnswer {
        let headers = ["Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"]
        return PageAnswer(status: status, headers: common.merging(headers) { $1 }.merging(more) { $1 }, body: text)
    }

    /// As the page's own, and nobody may put it into a frame.
    private static let policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    private static let common = [
        "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    ]
}
