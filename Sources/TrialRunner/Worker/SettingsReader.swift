internal import Foundation
internal import SweepModel

/// Takes settings out of an environment and gathers what is wrong with them.
struct SettingsReader {
    let environment: [String: String]
    private(set) var problems: [String] = []

    init(environment: [String: String]) { self.environment = environment }

    mutating func store() -> String? {
        guard let value = required("STEPSWEEP_STORE", "the folder or the bucket of the object store") else {
            return nil
        }
        if let scheme = value.range(of: "://"), value[..<scheme.upperBound] != "s3://" {
            problems.append(
                "STEPSWEEP_STORE: stores of the kind `\(value[..<scheme.upperBound])` can't be used by this worker, received "
                    + "\(value); give the path of a folder, or s3:// and a bucket's name")
            return nil
        }
        return value
    }

    /// A sweep's or a pack's name, which becomes part of object keys.
    mutating func name(_ variable: String) -> String? {
        guard let value = required(variable, "a name, as the plan gives it") else { return nil }
        guard value.utf8.count <= 200, !value.hasPrefix("."), value.allSatisfy(\.isPlainNameCharacter) else {
            problems.append(
                "\(variable): must be letters, digits, `_`, `-` and `.`, not starting with `.`, received \(value)")
            return nil
        }
        return value
    }

    mutating func lane() -> Lane? {
        guard let value = environment["STEPSWEEP_LANE"], !value.isEmpty else { return nil }
        if let lane = Lane(rawValue: value) { return lane }
        let allowed = Lane.allCases.map(\.rawValue).joined(separator: ", ")
        problems.append("STEPSWEEP_LANE: must be one of \(allowed), received \(value)")
        return nil
    }

    mutating func number<Value: Comparable>(
        _ variable: String, in range: ClosedRange<Value>, _ parse: (String) -> Value?
    ) -> Value? {
        guard let text = environment[variable], !text.isEmpty else { return nil }
        if let value = parse(text), range.contains(value) { return value }
        problems.append(
            "\(variable): must be a number between \(range.lowerBound) and \(range.upperBound), received \(text)")
        return nil
    }

    mutating func flag(_ variable: String) -> Bool {
        switch environment[variable] ?? "" {
        case "", "0": return false
        case "1": return true
        case let other:
            problems.append("\(variable): must be 0 or 1, received \(other)")
            return false
        }
    }

    private mutating func required(_ variable: String, _ meaning: String) -> String? {
        if let value = environment[variable], !value.isEmpty { return value }
        problems.append("\(variable): must be set to \(meaning)")
        return nil
    }
}

extension Character {
    fileprivate var isPlainNameCharacter: Bool {
        isASCII && (isLetter || isNumber || self == "_" || self == "-" || self == ".")
    }
}
