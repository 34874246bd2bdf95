import Foundation
import Testing

@Suite("Numbers of other libraries") struct VectorTests {
    /// Beside the repository, where there is one.
    private static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/ab-vectors/vectors.json").standardized.path

    @Test(
        "Every case of the shared vectors is within its tolerance",
        .enabled(
            if: FileManager.default.fileExists(atPath: shared), "there is no ../shared/ab-vectors beside the repository"
        ))
    func sharedVectors() throws { try VectorFile(at: Self.shared).check() }

    @Test("Every case of our own vectors is within its tolerance")
    func ownVectors() throws {
        let url = try #require(
            Bundle.module.url(forResource: "vectors", withExtension: "json", subdirectory: "Fixtures"))
        try VectorFile(at: url.path).check()
    }

    @Test("A method without a function of ours is not passed over")
    func unknownMethod() { #expect(VectorMethods.function(named: "a method of the future") == nil) }
}
