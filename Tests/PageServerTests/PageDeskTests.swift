import PageServer
import Testing

@Suite("Who gets which page") struct PageDeskTests {
    private let desk = PageDesk(
        PageLibrary(index: { "<body>all" }, page: { $0 == "digits-0123abcd" ? "<body>digits" : nil }))

    private func answer(
        _ path: String, host: String? = "127.0.0.1:7788", method: String = "GET", tag: String? = nil
    ) async -> PageAnswer {
        await desk.answer(PageRequest(method: method, path: path, host: host, knownTag: tag))
    }

    @Test("The list of sweeps is at the root, a sweep under its id")
    func pages() async {
        #expect(await answer("/").body.hasSuffix("all"))
        #expect(await answer("/sweeps/digits-0123abcd?x=1").body.hasSuffix("digits"))
        #expect(await answer("/sweeps/digits-0123abcd", host: "localhost").status == 200)
    }

    @Test(
        "A path that names no sweep finds nothing",
        arguments: [
            "/sweeps/", "/sweeps/other", "/sweeps/../results.sqlite", "/sweeps/..%2f..%2fetc/passwd",
            "/sweeps/digits-0123abcd/", "//etc/passwd",
            "/etc/passwd", "/sweeps/.", "/sweeps/%64igits-0123abcd", "", "sweeps/digits-0123abcd", "http://127.0.0.1/",
        ])
    func nothing(path: String) async {
        #expect(await answer(path).status == 404)
    }

    @Test(
        "Another machine's name is turned away",
        arguments: [
            "evil.example", "evil.example:7788", "127.0.0.1.evil.example", "localhost.evil.example:80", "127.0.0.1:x",
            "127.0.0.1:", "[::1]:80", "", nil,
        ])
    func hosts(host: String?) async {
        #expect(await answer("/", host: host).status == 421)
    }

    @Test("Nothing can be written", arguments: ["POST", "PUT", "DELETE", "OPTIONS", "get"])
    func methods(method: String) async {
        let found = await answer("/", method: method)
        #expect(found.status == 405)
        #expect(found.headers["Allow"] == "GET, HEAD")
    }

    @Test("Who knows the latest page gets no second copy")
    func tags() async throws {
        let first = await answer("/")
        let tag = try #require(first.headers["ETag"])
        #expect(first.body == "<body data-tag='\(tag)'>all")
        let second = await answer("/", tag: tag)
        #expect(second.status == 304)
        #expect(second.body == "")
        #expect(await answer("/", tag: "\"other\"").status == 200)
    }

    @Test("Every answer forbids guessing its type, frames and leaving addresses behind")
    func headers() async {
        for path in ["/", "/nothing"] {
            let headers = await answer(path).headers
            #expect(headers["X-Content-Type-Options"] == "nosniff")
            #expect(headers["X-Frame-Options"] == "DENY")
            #expect(headers["Referrer-Policy"] == "no-referrer")
        }
        #expect(await answer("/").headers["Content-Security-Policy"]?.contains("connect-src 'self'") == true)
    }

    @Test("A page that can't be made says why")
    func broken() async {
        struct Broken: Error {}
        let desk = PageDesk(PageLibrary(index: { throw Broken() }, page: { _ in nil }))
        #expect(await desk.answer(PageRequest(path: "/", host: "localhost")).status == 500)
    }
}
