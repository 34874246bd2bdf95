import Foundation
import Statistics

/// Our function for a method of the vector files: inputs to named answers.
enum VectorMethods {
    typealias Function = @Sendable (VectorValue) -> [String: VectorValue]

    /// By the longest beginning of the method's name that is known.
    static func function(named method: String) -> Function? {
        all.filter { method.hasPrefix($0.key) }.max { $0.key.count < $1.key.count }?.value
    }

    private static let all: [(key: String, value: Function)] =
        distributions + proportions + means + planning + sequential + bayes + paired + selection + assignment

    static func interval(_ interval: ConfidenceInterval?) -> VectorValue {
        VectorValue(interval.map { [$0.lower, $0.upper] })
    }
}
