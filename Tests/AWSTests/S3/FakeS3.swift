import Foundation
import Synchronization
import TestSupport

@testable import AWS

/// As much of S3 as uploads need, on loopback: objects, parts, conditions, and faults that a test asks for.
final class FakeS3: Sendable {
    private struct State {
        var objects: [String: Data] = [:]
        var parts: [Int: Data] = [:]
        var isOpen = false
        var faults: [LoopbackAnswer?] = []
        var endFaults: [LoopbackAnswer] = []
    }

    private let state = Mutex(State())

    private let keepsCutParts: Bool

    /// - Parameters:
    ///   - partFaults: answers, in order, for the parts that come: `nil` for a good one.
    ///   - keepsCutParts: whether a part is there though its answer was cut off.
    ///   - endFaults: answers for the request that ends the upload; a cut one has put the parts together all the same.
    init(partFaults: [LoopbackAnswer?] = [], keepsCutParts: Bool = true, endFaults: [LoopbackAnswer] = []) {
        self.keepsCutParts = keepsCutParts
        state.withLock { ($0.faults, $0.endFaults) = (partFaults, endFaults) }
    }

    func object(_ path: String) -> Data? { state.withLock { $0.objects[path] } }

    var hasOpenUpload: Bool { state.withLock { $0.isOpen } }

    func answer(_ request: LoopbackRequest) -> LoopbackAnswer {
        let sides = request.target.split(separator: "?", maxSplits: 1).map(String.init)
        let query = sides.count > 1 ? sides[1] : ""
        switch (request.method, query) {
        case ("POST", "uploads="):
            state.withLock { $0.isOpen = true }
            return .text(200, "<InitiateMultipartUploadResult><UploadId>u/1</UploadId></InitiateMultipartUploadResult>")
        case ("PUT", _) where query.contains("partNumber"): return part(request, query)
        case ("GET", _) where query.hasPrefix("uploadId"): return .text(200, list())
        case ("DELETE", _) where query.hasPrefix("uploadId"):
            state.withLock { $0.isOpen = false }
            return .text(204, "")
        case ("HEAD", _):
            let parts = state.withLock { $0.parts }.sorted { $0.key < $1.key }
                .map { UploadedPart(number: $0.key, etag: "", checksum: checksum($0.value)) }
            return .text(
                200, "", headers: ["x-amz-checksum-sha256": UploadedPart.checksum(of: parts), "ETag": "\"known\""])
        case ("POST", _): return complete(request, sides[0])
        case ("PUT", _): return put(request, sides[0])
        default: return .text(404, "<Error><Code>NoSuchKey</Code></Error>")
        }
    }

    private func part(_ request: LoopbackRequest, _ query: String) -> LoopbackAnswer {
        guard checksum(request.body) == request.headers["x-amz-checksum-sha256"] else {
            return .text(400, "<Error><Code>BadDigest</Code></Error>")
        }
        let number = Int(query.dropFirst("partNumber=".count).prefix { $0 != "&" }) ?? 0
        return state.withLock { state in
            let fault = state.faults.isEmpty ? nil : state.faults.removeFirst()
            if case .cutOff = fault, keepsCutParts { state.parts[number] = request.body }
            if let fault { return fault }
            state.parts[number] = request.body
            return .text(200, "", headers: ["ETag": "\"e\(number)\""])
        }
    }

    private func list() -> String {
        let parts = state.withLock { $0.parts }
        let list = parts.sorted { $0.key < $1.key }.map { number, bytes in
            "<Part><PartNumber>\(number)</PartNumber><ETag>\"e\(number)\"</ETag><ChecksumSHA256>\(checksum(bytes))</ChecksumSHA256></Part>"
        }
        return "<ListPartsResult>\(list.joined())<IsTruncated>false</IsTruncated></ListPartsResult>"
    }

    private func complete(_ request: LoopbackRequest, _ path: String) -> LoopbackAnswer {
        state.withLock { state in
            let fault = state.endFaults.isEmpty ? nil : state.endFaults.removeFirst()
            if let fault, case .respond = fault { return fault }
            guard state.isOpen else { return .text(404, "<Error><Code>NoSuchUpload</Code></Error>") }
            if request.headers["if-none-match"] == "*", state.objects[path] != nil {
                return .text(412, "<Error><Code>PreconditionFailed</Code></Error>")
            }
            state.objects[path] = state.parts.sorted { $0.key < $1.key }.reduce(Data()) { $0 + $1.value }
            state.isOpen = false
            if let fault { return fault }
            return .text(
                200,
                "<CompleteMultipartUploadResult><ETag>\"whole-\(state.parts.count)\"</ETag></CompleteMultipartUploadResult>"
            )
        }
    }

    private func put(_ request: LoopbackRequest, _ path: String) -> LoopbackAnswer {
        state.withLock { state in
            if request.headers["if-none-match"] == "*", state.objects[path] != nil {
                return .text(412, "<Error><Code>PreconditionFailed</Code></Error>")
            }
            state.objects[path] = request.body
            return .text(200, "", headers: ["ETag": "\"one\""])
        }
    }

    private func checksum(_ bytes: Data) -> String { Hashing.sha256Base64(bytes) }
}
