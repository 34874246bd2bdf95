import JSON
import StatesLanguage
import Testing

@Suite("Paths")
struct JSONPathTests {
    private static let store: JSON = [
        "store": [
            "book": [
                ["title": "A", "price": 8.5, "category": "fiction", "tags": ["x", "y"]],
                ["title": "B", "price": 12, "category": "reference", "isbn": nil],
                ["title": "C", "price": 22, "category": "fiction", "tags": []],
            ],
            "my shop": 1, "limit": 10,
        ]
    ]

    @Test(
        "A path reads what Jayway's dialect says",
        arguments: [
            ("$.store.limit", "10"),
            ("$['store']['my shop']", "1"),
            ("$[\"store\"].limit", "10"),
            ("$.store.book[0].title", "\"A\""),
            ("$.store.book[-1].title", "\"C\""),
            ("$.store.book[0,2].title", "[\"A\",\"C\"]"),
            ("$.store.book[1:].title", "[\"B\",\"C\"]"),
            ("$.store.book[:2].title", "[\"A\",\"B\"]"),
            ("$.store.book[:-1].title", "[\"A\",\"B\"]"),
            ("$.store.book[-2:].title", "[\"B\",\"C\"]"),
            ("$.store.book[0:2].title", "[\"A\",\"B\"]"),
            ("$.store.book[-3:-1].title", "[\"A\",\"B\"]"),
            ("$.store.book[0:-1].title", "[]"),
            ("$.store.book[5:].title", "[]"),
            ("$.store.book[*].price", "[8.5,12,22]"),
            ("$.store.book.*.price", "[8.5,12,22]"),
            ("$..title", "[\"A\",\"B\",\"C\"]"),
            ("$.store..price", "[8.5,12,22]"),
            ("$.store.book[0]['title','price']", "{\"price\":8.5,\"title\":\"A\"}"),
            ("$.store.book[?(@.price < 10)].title", "[\"A\"]"),
            ("$.store.book[?(@.price >= $.store.limit)].title", "[\"B\",\"C\"]"),
            ("$.store.book[?(@.category == 'fiction' && @.price > 10)].title", "[\"C\"]"),
            ("$.store.book[?(@.category == 'reference' || @.price == 8.5)].title", "[\"A\",\"B\"]"),
            ("$.store.book[?(!(@.category == 'fiction'))].title", "[\"B\"]"),
            ("$.store.book[?(@.isbn)].title", "[\"B\"]"),
            ("$.store.book[?(!@.isbn)].title", "[\"A\",\"C\"]"),
            ("$.store.book[?(@.isbn == null)].title", "[\"B\"]"),
            ("$.store.book[?(@.title in ['A','C'])].price", "[8.5,22]"),
            ("$.store.book[?(@.title nin ['A','C'])].price", "[12]"),
            ("$.store.book[?(@.tags contains 'x')].title", "[\"A\"]"),
            ("$.store.book[?(@.tags size 0)].title", "[\"C\"]"),
            ("$.store.book[?(@.tags empty true)].title", "[\"C\"]"),
            ("$..[?(@.price > 20)].title", "[\"C\"]"),
            ("$..book[1].title", "[\"B\"]"),
            ("$.store.none[*]", "[]"),
            ("$.none.none[?(@.a == 1)]", "[]"),
        ])
    func reads(_ path: String, _ expected: String) throws {
        #expect(try JSONPath(path).read(in: scope(Self.store)).text() == expected)
    }

    @Test("A backslash in a quoted name takes a quote, a backslash or a control character")
    func escapes() throws {
        let data = scope(["it's": 1, "a\\b": 2, "c\nd": 3, "e\"f": 4])
        #expect(try JSONPath("$['it\\'s']").read(in: data) == 1)
        #expect(try JSONPath("$['a\\\\b']").read(in: data) == 2)
        #expect(try JSONPath("$['c\\nd']").read(in: data) == 3)
        #expect(try JSONPath("$['e\"f']").read(in: data) == 4)
    }

    @Test("A path reads the context object and variables")
    func roots() throws {
        let scope = scope(1, variables: ["best": ["lr": 0.1]], context: ["Execution": ["Name": "run-1"]])
        #expect(try JSONPath("$$.Execution.Name").read(in: scope) == "run-1")
        #expect(try JSONPath("$best.lr").read(in: scope) == 0.1)
        #expect(try JSONPath("$best").read(in: scope) == ["lr": 0.1])
        #expect(try JSONPath("$").read(in: scope) == 1)
    }

    @Test(
        "A definite path that finds nothing says what is missing",
        arguments: [
            ("$.a", "No results for path: $['a']"),
            ("$.a.b", "Missing property in path $['a']"),
            ("$.list[7]", "No results for path: $['list'][7]"),
            ("$.text.b", "Expected to find an object with property ['b'] in path $['text']"),
            ("$worst", "The variable '$worst' is not assigned"),
        ])
    func misses(_ path: String, _ problem: String) {
        let error = #expect(throws: PathNotFound.self) {
            try JSONPath(path).read(in: scope(["list": [1], "text": "t"]))
        }
        #expect(error?.problem == problem)
    }

    @Test(
        "A malformed path is refused and never traps",
        arguments: [
            "", "a", "$.", "$..", "$.a.", "$.a b", "$[", "$[]", "$[a]", "$['a", "$['a'", "$[0", "$[0,", "$[0,]", "$[:]",
            "$[1:2:3]",
            "$[99999999999999999999]", "$[?]", "$[?()]", "$[?(", "$[?(@.a", "$[?(@.a ==)]", "$[?(@.a == )]",
            "$[?(@.a ~ 1)]",
            "$[?(1)]", "$[?(@.a == 'x)]", "$[?(@.a in [1,)]", "$[?(@.a == 1e999)]", "$[?(@.a &&)]",
            "$[?(@.a && || @.b)]", "$states.a",
            "$1x", "$$$", "$.a]", "$.a[0]]", "$\u{0}", "$.a[--1]", "$[-]", "$[?(!)]", "$['a',]", "$['a' 'b']",
            "$[?(" + String(repeating: "(", count: 100_000), "$" + String(repeating: "[?(@", count: 5_000),
            "$[?(" + String(repeating: "!", count: 100_000) + "@.a)]",
        ])
    func malformed(_ path: String) {
        #expect(throws: InvalidExpression.self) { try JSONPath(path) }
    }

    @Test("Extreme slices and indices stay in bounds")
    func extremes() throws {
        let list = scope([1, 2, 3])
        #expect(try JSONPath("$[-9223372036854775808:9223372036854775807]").read(in: list) == [1, 2, 3, 1, 2, 3])
        #expect(try JSONPath("$[-9223372036854775808:]").read(in: list) == [1, 2, 3])
        #expect(try JSONPath("$[:-9223372036854775808]").read(in: list) == [])
        #expect(try JSONPath("$[9223372036854775807,-9223372036854775808]").read(in: list) == [])
        #expect(throws: PathNotFound.self) { try JSONPath("$[-9223372036854775808]").read(in: list) }
    }
}
