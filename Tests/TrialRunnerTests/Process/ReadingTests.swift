import Foundation
import TestSupport
import Testing

@testable import TrialRunner

struct ReadingTests {
    private func lines(_ pieces: [String]) -> [String] {
        var splitter = LineSplitter()
        var lines: [String] = []
        for piece in pieces {
            splitter.feed(Array(piece.utf8)[...]) { lines.append(String(decoding: $0, as: UTF8.self)) }
        }
        splitter.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }

    @Test("Lines come out whole, however the bytes arrive")
    func splitting() {
        #expect(lines(["a\nb\n"]) == ["a", "b"])
        #expect(lines(["a", "b", "\n", "c\n\n\nd"]) == ["ab", "c", "d"])
        #expect(lines(["1%\r2%\r", "\n3%\r\n"]) == ["1%", "2%", "3%"])
        #expect(lines([]).isEmpty && lines(["", "\n"]).isEmpty)
        for size in 1...7 {
            let text = "one\ntwo\r\nthree four\n\nfive"
            let pieces = stride(from: 0, to: text.count, by: size).map { String(text.dropFirst($0).prefix(size)) }
            #expect(lines(pieces) == ["one", "two", "three four", "five"])
        }
    }

    @Test("Of a line that is too long the beginning is kept, and the next line is whole")
    func longLine() {
        let long = String(repeating: "x", count: 100_000)
        let cut = String(repeating: "x", count: LineSplitter.maximumLineBytes)
        #expect(lines([long + "\nnext"]) == [cut, "next"])
        #expect(lines([String(long.prefix(5_000)), long, "\nnext"]) == [cut, "next"])
    }

    @Test("A metrics file is read as it grows, and from its beginning when it became shorter")
    func growingFile() throws {
        let folder = try TemporaryFolder()
        var file = MetricsFile(path: folder.path + "/m")
        func read(toEnd: Bool = false) -> [String] {
            var lines: [String] = []
            file.newLines(toEnd: toEnd) { lines.append(String(decoding: $0, as: UTF8.self)) }
            return lines
        }
        #expect(read().isEmpty)
        try folder.write("m", "one\ntw")
        #expect(read() == ["one"])
        try folder.write("m", "one\ntwo\nthr")
        #expect(read() == ["two"])
        #expect(read(toEnd: true) == ["thr"])
        try folder.write("m", "new\n")
        #expect(read() == ["new"])
    }

    @Test("A metrics file of any length is read a mebibyte at a time, and its end at the end")
    func endlessFile() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("m", "one\n")
        var file = MetricsFile(path: path)
        var bytes = 0
        var lines: [String] = []
        func read(toEnd: Bool = false) {
            bytes = 0
            file.newLines(toEnd: toEnd) {
                bytes += $0.count
                if $0.first != 0 { lines.append(String(decoding: $0, as: UTF8.self)) }
            }
        }
        #expect(truncate(path, 1 << 40) == 0)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("\nlast\n".utf8))
        for _ in 0..<3 { read() }
        #expect(lines == ["one"] && bytes <= Int(MetricsFile.maximumBytes))
        read(toEnd: true)
        #expect(lines == ["one", "last"] && bytes <= Int(MetricsFile.maximumBytesAtEnd))
    }

    @Test("The tail of a text is its last 4 KiB")
    func tail() {
        var tail = TextTail()
        #expect(tail.text == nil)
        for number in 1...100_000 { tail.add(Array("line \(number)".utf8)[...]) }
        let text = tail.text ?? ""
        #expect(text.utf8.count == TextTail.maximumBytes)
        #expect(text.hasSuffix("\nline 99999\nline 100000\n"))
    }

    @Test("Output is passed on in a burst, then so many lines a second, and what is left out is counted")
    func limiter() {
        var limiter = OutputLimiter(now: 0)
        #expect((0..<1_000).count { _ in limiter.allows(at: 0) } == 200)
        #expect((0..<1_000).count { _ in limiter.allows(at: 1) } == 50)
        #expect(limiter.takeLeftOut() == 1_750)
        #expect(limiter.takeLeftOut() == 0)
        #expect((0..<1_000).count { _ in limiter.allows(at: 1_000) } == 200)
        #expect(OutputLimiter.text(of: [0xFF, 0x41][...]) == "\u{FFFD}A")
        let long = OutputLimiter.text(of: [UInt8](repeating: 0x41, count: 16_000)[...])
        #expect(long.count == 2_001 && long.hasSuffix("A…"))
    }

    @Test("A process's status is read whatever its program is called")
    func processStatus() throws {
        let fields = "S 1 77 1 0 -1 4194560 100 0 0 0 5 6 0 0 20 0 1 0 123456 1000000 250 18446744073709551615"
        for name in ["sh", "a b", "x) S (1 2 3", "((("] {
            let status = try #require(ProcessStatus(parsing: "42 (\(name)) \(fields)\n"))
            #expect(
                status.state == "S" && status.group == 77 && status.startedAt == 123_456 && status.residentPages == 250)
        }
        #expect(ProcessStatus(parsing: "") == nil && ProcessStatus(parsing: "1 (x) S") == nil)
        let own = try #require(ProcessStatus(getpid()))
        #expect(!own.hasEnded && own.startedAt > 0)
        #expect(ProcessStatus(Int32.max) == nil)
    }

    @Test("The kernel's count of kills for memory is found in each form of its file")
    func outOfMemoryKills() {
        #expect(OutOfMemoryKills.count(in: "low 0\nhigh 0\nmax 3\noom 2\noom_kill 1\noom_group_kill 0\n") == 1)
        #expect(OutOfMemoryKills.count(in: "oom_kill_disable 0\nunder_oom 0\noom_kill 12\n") == 12)
        #expect(OutOfMemoryKills.count(in: "oom_kill_disable 0\nunder_oom 0\n") == nil)
    }
}
