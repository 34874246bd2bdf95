import Foundation
import TestSupport
import Testing

@testable import AWS

@Suite("Downloads") struct DownloadTests {
    private let stored = LoopbackBucket()
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/file" }

    init() throws { folder = try TemporaryFolder() }

    private func download(
        partBytes: Int = 1000, _ answer: (@Sendable (LoopbackRequest) -> LoopbackAnswer)? = nil
    ) async throws -> S3Object? {
        let stored = stored
        let server = try LoopbackServer(answer ?? { stored.answer($0) })
        let bucket = try S3Bucket("sweeps", client: .asking(server, policy: RetryPolicy(maxAttempts: 2)))
        return try await bucket.download("k", to: path, partBytes: partBytes)
    }

    private func content(_ count: Int) -> Data { Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }) }

    @Test("An object of any size comes whole", arguments: [0, 1, 999, 1000, 1001, 4500])
    func sizes(count: Int) async throws {
        stored["k"] = content(count)
        #expect(try await download()?.sizeBytes == count)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content(count))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }

    @Test("An absent object leaves no file")
    func absent() async throws {
        #expect(try await download() == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("An object that is replaced in the middle comes as one of the two, never as a mixture")
    func replaced() async throws {
        let (old, new) = (content(3000), Data(repeating: 7, count: 2500))
        let stored = stored
        stored["k"] = old
        let gets = Counter()
        let object = try await download { request in
            let answer = stored.answer(request)
            if request.method == "GET", gets.next() == 2 { stored["k"] = new }
            return answer
        }
        #expect(object?.sizeBytes == 2500)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == new)
    }

    @Test("A part that is refused ends the download and leaves nothing")
    func refused() async throws {
        let stored = stored
        stored["k"] = content(3000)
        let gets = Counter()
        await #expect(throws: AWSError.self) {
            try await download { request in
                request.method == "GET" && gets.next() == 2
                    ? .text(403, "<Error><Code>AccessDenied</Code></Error>") : stored.answer(request)
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
