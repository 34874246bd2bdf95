internal import Foundation

/// A number that a challenger must not make worse by more than a margin.
public struct Guardrail: Sendable, Equatable, Codable {
    /// `latency_ms`, `error_rate`, or an outcome's name.
    public var name: String
    /// The challenger's number less the control's, at which harm begins; in the number's own unit.
    public var margin: Double
    public var bound: Bound

    public enum Bound: String, Sendable, Codable {
        /// The difference may be this or less.
        case atMost = "<="
        /// The difference may be this or more.
        case atLeast = ">="
    }

    /// What a guardrail's number is measured by.
    public enum Source: Sendable, Equatable {
        /// The mean of the milliseconds of answered requests.
        case latency
        /// The share of requests that the model didn't answer.
        case errors
        /// The mean over units of what came for them.
        case outcome(String)
    }

    public init(name: String, margin: Double, bound: Bound) {
        self.name = name
        self.margin = margin
        self.bound = bound
    }

    public var source: Source {
        switch name {
        case "latency_ms": .latency
        case "error_rate": .errors
        default: .outcome(name)
        }
    }

    /// `latency_ms<=+5`: the challenger's mean may be 5 ms above the control's. `revenue>=-0.1`: it may be 0.1 below.
    ///
    /// - Throws: `ABError.invalid`.
    public init(parsing text: String) throws {
        let problem = ABError.invalid(
            option: "--guardrail", problem: "write it like latency_ms<=+5 or revenue>=-0.1", received: text)
        guard let range = text.range(of: "[<>]=", options: .regularExpression),
            let bound = Bound(rawValue: String(text[range]))
        else { throw problem }
        let name = text[..<range.lowerBound].trimmingCharacters(in: .whitespaces)
        let number = text[range.upperBound...].trimmingCharacters(in: .whitespaces)
        guard ABText.isName(name), let margin = Double(number), margin.isFinite else { throw problem }
        if bound == .atMost && margin < 0 || bound == .atLeast && margin > 0 {
            throw ABError.invalid(
                option: "--guardrail",
                problem: "the margin is the harm that is tolerated: 0 or more behind <=, 0 or less behind >=",
                received: text)
        }
        self.init(name: name, margin: margin, bound: bound)
    }

    public var text: String {
        let sign = margin > 0 ? "+" : ""
        let number = Int(exactly: margin).map(String.init) ?? String(margin)
        return name + bound.rawValue + sign + number
    }
}
