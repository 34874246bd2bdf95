import Foundation
import JSON
import Testing

@testable import AWS

@Suite("XML") struct XMLTests {
    private func parse(_ text: String) throws -> XMLElement { try XMLElement(parsing: Data(text.utf8)) }

    @Test("Elements, text, references, CDATA, comments, prefixes and attributes are read")
    func reads() throws {
        let root = try parse(
            """
            \u{FEFF}<?xml version="1.0" encoding="UTF-8"?><!-- c -->
            <s:a xmlns:s='u' k="&gt;<"><b>x &amp; y&#65;&#x1F600;</b><b><![CDATA[<raw> & ]]></b><c/><!-- d --><?pi?></s:a >
            """)
        #expect(root.name == "a")
        #expect(root.all("b").map(\.text) == ["x & yA😀", "<raw> & "])
        #expect(root["c"]?.text == "")
        #expect(root.json == ["b": ["x & yA😀", "<raw> & "], "c": ""])
    }

    @Test("Lists of one stay lists")
    func lists() throws {
        #expect(try parse("<a><l><member><k>1</k></member></l></a>").json == ["l": [["k": "1"]]])
    }

    @Test("What is escaped reads back")
    func escapes() throws {
        let text = "a<b>&\"c\"\r\n]]>"
        #expect(try parse("<a>" + XMLElement.escape(text) + "</a>").text == text)
    }

    @Test(
        "What is no XML of a service's is refused",
        arguments: [
            "", " ", "text", "<", "<a", "<a>", "<a></b>", "<a><b></a></b>", "</a>", "<a/><b/>", "<a>&nope;</a>",
            "<a>&#xD800;</a>",
            "<a>&amp</a>", "<a k></a>", "<a k=v/>", "<a k=\"v/>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
            "<a><!DOCTYPE b></a>",
            "<!-- open", "<a><![CDATA[open</a>", "<?xml", "< a/>", "<a/>trailing", "<a>&#99999999999;</a>",
        ])
    func refuses(text: String) { #expect(throws: XMLSyntaxError.self) { try parse(text) } }

    @Test("Bytes that are no text are refused, and depth has an end")
    func hostile() throws {
        #expect(throws: XMLSyntaxError.self) {
            try XMLElement(parsing: Data([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E]))
        }
        let deep = String(repeating: "<a>", count: 129) + String(repeating: "</a>", count: 129)
        #expect(throws: XMLSyntaxError(offset: 384, problem: "nested deeper than 128 levels")) { try parse(deep) }
        let fine = String(repeating: "<a>", count: 128) + String(repeating: "</a>", count: 128)
        #expect(throws: Never.self) { try parse(fine) }
    }
}
