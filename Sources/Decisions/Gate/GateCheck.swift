public import JSON

/// One condition of a decision, and what became of it.
public struct GateCheck: Sendable, Equatable {
    public enum Name: String, Sendable, CaseIterable {
        /// A finished confirmation scored the model's point on the test rows.
        case evidence
        /// Sweep, confirmation and champion have the same data.
        case data
        /// Nothing but that confirmation scored the test rows.
        case testRows = "test-rows"
        /// The model is better than the champion, over the same rows.
        case champion
        /// An A/B test ended in favour of the model: asked of whoever shall be the champion.
        case verdict
        /// No A/B test runs: whoever moves the champion would change what it measures.
        case runningTest = "running-test"
        /// The model's bytes are those that were promoted.
        case model
    }

    public enum Outcome: String, Sendable {
        case passed, refused
        /// There was nothing to look at.
        case skipped
        /// Refused, and decided all the same by somebody who said why.
        case overridden
    }

    public let name: Name
    public var outcome: Outcome
    /// What was found, in words.
    public let text: String
    /// The same as numbers and names; an empty object where the words say all.
    public let figures: JSON

    public init(_ name: Name, _ outcome: Outcome, _ text: String, figures: JSON = [:]) {
        self.name = name
        self.outcome = outcome
        self.text = text
        self.figures = figures
    }

    public var json: JSON {
        [
            "name": .string(name.rawValue), "outcome": .string(outcome.rawValue), "text": .string(text),
            "figures": figures,
        ]
    }

    init?(_ json: JSON) {
        guard let name = json["name"]?.string.flatMap(Name.init), let text = json["text"]?.string,
            let outcome = json["outcome"]?.string.flatMap(Outcome.init), let figures = json["figures"]
        else { return nil }
        self.init(name, outcome, text, figures: figures)
    }
}

extension [GateCheck] {
    /// The same, with everything refused as overridden.
    public var overridden: [GateCheck] {
        map { check in
            var check = check
            if check.outcome == .refused { check.outcome = .overridden }
            return check
        }
    }

    public var refused: [GateCheck] { filter { $0.outcome == .refused } }
}

/// A decision that its checks forbid. Nothing was changed.
public struct GateRefusal: Error, Sendable, Equatable {
    /// What was to be done, such as `trial 3f2a9c1b of digits-0123abcd is not promoted`.
    public let what: String
    public let checks: [GateCheck]

    public init(what: String, checks: [GateCheck]) {
        self.what = what
        self.checks = checks
    }

    public var kind: DecisionError.Kind { .refused }
}

extension GateRefusal: CustomStringConvertible {
    public var description: String {
        "\(what): \(checks.refused.map(\.text).joined(separator: "; and ")); --override \"why\" does it all the same, which is"
            + " recorded"
    }
}
