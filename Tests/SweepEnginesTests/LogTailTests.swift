import Foundation
import TestSupport
import Testing

@testable import SweepEngines

@Suite("Reading a growing log") struct LogTailTests {
    private func append(_ text: String, to path: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    private func texts(_ tail: inout LogTail) -> [String] { tail.newLines().map { String(Substring($0)) } }

    @Test("Each line is given once, when it is whole")
    func wholeLines() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("log", "one\ntw")
        var tail = LogTail(path: path)
        #expect(texts(&tail) == ["one"])
        #expect(texts(&tail).isEmpty)
        try append("o\nthree\n", to: path)
        #expect(texts(&tail) == ["two", "three"])
    }

    @Test("A file that is not there yet has no lines")
    func missing() {
        var tail = LogTail(path: "/nowhere/log")
        #expect(texts(&tail).isEmpty)
    }

    @Test("A flood without line breaks is dropped instead of kept")
    func flood() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("log", String(repeating: "x", count: 3 << 20) + "\nafter\n")
        var tail = LogTail(path: path)
        var lines: [String] = []
        for _ in 0..<5 { lines += texts(&tail) }
        #expect(lines.last == "after")
    }
}
