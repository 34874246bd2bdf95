import Exchange
import Foundation
import TestSupport
import Testing

private struct Lines: TextExport {
    struct Broken: Error {}
    var texts: [String]
    var breaks = false

    func write(_ emit: (String) throws -> Void) throws {
        for text in texts { try emit(text) }
        if breaks { throw Broken() }
    }
}

@Suite("An output file") struct OutputFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { folder.path + "/" + name }

    @Test("It has its name when it is whole, and nothing is left beside it")
    func whole() throws {
        try OutputFile(path: path("a"), replaces: false).write(Lines(texts: ["one ", "two"]))
        #expect(try String(contentsOfFile: path("a"), encoding: .utf8) == "one two")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }

    @Test("What breaks in the middle leaves the old file as it was, and no half of a new one")
    func broken() throws {
        try folder.write("a", "old")
        let many = Array(repeating: String(repeating: "x", count: 1000), count: 200)
        #expect(throws: Lines.Broken.self) {
            try OutputFile(path: path("a"), replaces: true).write(Lines(texts: many, breaks: true))
        }
        #expect(try String(contentsOfFile: path("a"), encoding: .utf8) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }

    @Test("A file that exists is refused, and replaced where that was asked for")
    func existing() throws {
        try folder.write("a", "old")
        #expect(throws: ExchangeError.exists(path: path("a"))) { try OutputFile(path: path("a"), replaces: false) }
        try OutputFile(path: path("a"), replaces: true).write(Lines(texts: ["new"]))
        #expect(try String(contentsOfFile: path("a"), encoding: .utf8) == "new")
    }

    @Test("A file that somebody else makes meanwhile is not replaced")
    func overtaken() throws {
        let file = try OutputFile(path: path("a"), replaces: false)
        try folder.write("a", "theirs")
        #expect(throws: ExchangeError.exists(path: path("a"))) { try file.write(Lines(texts: ["ours"])) }
        #expect(try String(contentsOfFile: path("a"), encoding: .utf8) == "theirs")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }

    @Test("A path that can't be a file is refused before anything is written")
    func unusable() throws {
        try folder.write("file", "")
        for (name, problem) in [
            ("", "this is a folder's name"), ("none/a", "there is no folder"), ("file/a", "is no folder"),
            ("folder/", "this is a folder's name"),
        ] {
            let error = #expect(throws: ExchangeError.self) { try OutputFile(path: path(name), replaces: true) }
            #expect(error?.description.contains(problem) == true, "\(name): \(String(describing: error))")
        }
        let folderError = #expect(throws: ExchangeError.self) { try OutputFile(path: folder.path, replaces: true) }
        #expect(folderError?.description.hasSuffix("this is a folder; name a file in it") == true)
        let device = #expect(throws: ExchangeError.self) { try OutputFile(path: "/dev/null", replaces: true) }
        #expect(device?.description.contains("no regular file") == true)
        #expect(throws: ExchangeError.self) { try OutputFile(path: "", replaces: false) }
    }
}
