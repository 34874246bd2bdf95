import Foundation
import TestSupport
import Testing

@testable import AWS

@Suite("Uploads") struct UploadTests {
    private let partBytes = 1000

    private func upload(
        _ fake: FakeS3, bytes count: Int, if condition: S3Condition = .none, watch: Watch = Watch(), twice: Bool = false
    ) async throws -> (S3Object, Data) {
        let server = try LoopbackServer { fake.answer($0) }
        let folder = try TemporaryFolder()
        let content = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let path = folder.path + "/file"
        try content.write(to: URL(fileURLWithPath: path))
        let bucket = try S3Bucket("sweeps", client: .asking(server, watch: watch, policy: RetryPolicy(maxAttempts: 2)))
        var object: S3Object?
        for _ in 0..<(twice ? 2 : 1) {
            object = try await bucket.upload(
                file: path, to: "k", if: condition, contentType: "text/plain", largestSinglePut: 1500,
                partBytes: partBytes)
        }
        return (try #require(object), content)
    }

    @Test("A small file, and an empty one, goes up in one piece", arguments: [0, 1, 1500])
    func small(count: Int) async throws {
        let fake = FakeS3()
        let (object, content) = try await upload(fake, bytes: count)
        #expect(object.etag == "\"one\"")
        #expect(fake.object("/sweeps/k") == content)
    }

    @Test("A large file goes up in parts with checksums", arguments: [1501, 2000, 5999, 6000])
    func large(count: Int) async throws {
        let fake = FakeS3()
        let (object, content) = try await upload(fake, bytes: count)
        #expect(object.etag == "\"whole-\((count + 999) / 1000)\"")
        #expect(fake.object("/sweeps/k") == content)
        #expect(!fake.hasOpenUpload)
    }

    @Test("A connection that is lost for good in the middle is picked up where S3 stands")
    func resumed() async throws {
        let cut = LoopbackAnswer.cutOff("HTTP/1.1 200")
        let watch = Watch()
        let fake = FakeS3(partFaults: [nil, cut, cut, nil, cut, cut])
        let (_, content) = try await upload(fake, bytes: 4500, watch: watch)
        #expect(fake.object("/sweeps/k") == content)
        #expect(watch.waits.count == 4)
    }

    @Test("A part that S3 refuses ends the upload, which is taken back")
    func refused() async throws {
        let fake = FakeS3(partFaults: [nil, .text(403, "<Error><Code>AccessDenied</Code></Error>")])
        await #expect(throws: AWSError.self) { try await upload(fake, bytes: 4500) }
        #expect(!fake.hasOpenUpload)
        #expect(fake.object("/sweeps/k") == nil)
    }

    @Test("A connection that stays lost ends the upload, which is taken back")
    func lost() async throws {
        // Two tries a round, and five rounds behind the first; S3 never keeps the part.
        let fake = FakeS3(partFaults: Array(repeating: .cutOff(""), count: 12), keepsCutParts: false)
        await #expect(throws: ConnectionFailure.self) { try await upload(fake, bytes: 4500) }
        #expect(!fake.hasOpenUpload)
    }

    @Test("An error that S3 sends with status 200 is an error, and is tried again")
    func lateError() async throws {
        let late = LoopbackAnswer.text(200, "<Error><Code>InternalError</Code></Error>")
        let fake = FakeS3(endFaults: [late])
        let (_, content) = try await upload(fake, bytes: 4500)
        #expect(fake.object("/sweeps/k") == content)
        let failing = FakeS3(endFaults: [late, late])
        await #expect(throws: AWSError.self) { try await upload(failing, bytes: 4500) }
        #expect(!failing.hasOpenUpload)
    }

    @Test("An upload whose last answer was lost is known again")
    func lostEnd() async throws {
        let fake = FakeS3(endFaults: [.cutOff("HTTP/1.1 200")])
        let (object, content) = try await upload(fake, bytes: 4500, if: .absent)
        #expect(object.etag == "\"known\"")
        #expect(fake.object("/sweeps/k") == content)
    }

    @Test("A conditional upload that loses is a conflict and is taken back")
    func conflict() async throws {
        let fake = FakeS3()
        await #expect(throws: S3Conflict.self) { try await upload(fake, bytes: 4500, if: .absent, twice: true) }
        #expect(!fake.hasOpenUpload)
    }

    @Test("A file that is a folder or isn't there is said by name")
    func noFile() async throws {
        let server = try LoopbackServer(answers(.text(200, "")))
        let bucket = try S3Bucket("sweeps", client: .asking(server))
        let error = await #expect(throws: ConfigurationError.self) {
            try await bucket.upload(file: "/nonexistent", to: "k")
        }
        #expect(error?.description.hasPrefix("/nonexistent: there is no such file") == true)
        await #expect(throws: ConfigurationError.self) { try await bucket.upload(file: "/tmp", to: "k") }
    }

    @Test("Ten thousand parts are enough for any size")
    func plan() {
        #expect(PartPlan(sizeBytes: 100, partBytes: 30).count == 4)
        #expect(PartPlan(sizeBytes: 100, partBytes: 30).range(of: 4) == 90..<100)
        let huge = PartPlan(sizeBytes: 5 << 40)
        #expect(huge.count <= 10_000)
        #expect(huge.range(of: huge.count).upperBound == 5 << 40)
        #expect(PartPlan(sizeBytes: 80_000_000_000).count <= 10_000)
    }
}
