import JSON
import Foundation
import TestSupport
import Testing

/// A file under `Goldens/` that holds what a test must get, byte for byte.
///
/// `STEPSWEEP_RECORD=1 swift test --filter SweepCompilerTests` writes them anew: read the difference before you commit it.
enum Golden {
    static let folder = projectFolder + "/Tests/SweepCompilerTests/Goldens/"

    static func compare(_ bytes: [UInt8], with name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let url = URL(fileURLWithPath: folder + name)
        if ProcessInfo.processInfo.environment["STEPSWEEP_RECORD"] != nil {
            try Data(bytes).write(to: url)
        }
        let expected = try String(contentsOf: url, encoding: .utf8)
        #expect(String(decoding: bytes, as: UTF8.self) == expected, "\(name)", sourceLocation: sourceLocation)
    }
}
