internal import JSON

extension ChoiceState {
    var fields: JSON {
        .members([
            "Comment": comment.json, "InputPath": inputPath.json, "OutputPath": outputPath.json,
            "Choices": .array(choices.map(\.json)), "Default": self.default.json, "Assign": assign.json,
        ])
    }

    init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        inputPath = fields.dataPath("InputPath")
        outputPath = fields.dataPath("OutputPath")
        fields.require("Choices")
        choices = fields.parts("Choices", ChoiceRule.init) ?? []
        if fields.has("Choices"), choices.isEmpty {
            fields.report("Choices must have at least one rule", at: "Choices")
        }
        self.default = fields.string("Default")
        assign = fields.assign()
    }
}

extension ChoiceRule {
    fileprivate var json: JSON {
        condition.json.adding(.members(["Comment": comment.json, "Next": .string(next), "Assign": assign.json]))
    }

    fileprivate init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        condition = ChoiceCondition(fields)
        next = fields.requiredString("Next")
        assign = fields.assign()
    }
}

extension ChoiceCondition {
    fileprivate var json: JSON {
        switch self {
        case .and(let conditions): ["And": .array(conditions.map(\.json))]
        case .or(let conditions): ["Or": .array(conditions.map(\.json))]
        case .not(let condition): ["Not": condition.json]
        case .test(let variable, let test): test.members.adding(["Variable": .string(variable.text)])
        }
    }

    fileprivate init(_ fields: FieldReader) {
        _ = fields.string("Comment")
        let operators = ["And", "Or", "Not", "Variable"].filter(fields.has)
        if operators.count != 1 {
            fields.report(
                "A rule has exactly one of And, Or, Not and Variable",
                detail: "received [\(operators.joined(separator: ", "))]")
        }
        if let conditions = fields.parts("And", ChoiceCondition.init) {
            self = .and(Self.nonempty(conditions, fields, "And"))
        } else if let conditions = fields.parts("Or", ChoiceCondition.init) {
            self = .or(Self.nonempty(conditions, fields, "Or"))
        } else if let condition = fields.part("Not", ChoiceCondition.init) {
            self = .not(condition)
        } else {
            self = .test(fields.path("Variable") ?? "$", ChoiceTest(fields))
        }
    }

    private static func nonempty(_ conditions: [Self], _ fields: FieldReader, _ name: String) -> [Self] {
        if conditions.isEmpty { fields.report("\(name) must have at least one rule", at: name) }
        return conditions
    }
}

extension ChoiceTest {
    fileprivate var members: JSON {
        switch self {
        case .string(let order, let value): value.members("String" + order.rawValue, JSON.string)
        case .numeric(let order, let value): value.members("Numeric" + order.rawValue) { $0 }
        case .timestamp(let order, let value): value.members("Timestamp" + order.rawValue) { .string($0.text) }
        case .boolean(let value): value.members("BooleanEquals", JSON.bool)
        case .stringMatches(let pattern): ["StringMatches": .string(pattern)]
        case .kind(let kind, let expected): [kind.rawValue: .bool(expected)]
        }
    }

    /// Reads the one comparison operator; a rule without one tests for presence, and is refused.
    fileprivate init(_ fields: FieldReader) {
        let tests = Self.ordered(fields) + Self.others(fields)
        if tests.count != 1, !fields.has("And"), !fields.has("Or"), !fields.has("Not") {
            fields.report("A rule with Variable needs exactly one comparison", detail: "received \(tests.count)")
        }
        self = tests.first ?? .kind(.present, true)
    }

    private static func ordered(_ fields: FieldReader) -> [ChoiceTest] {
        ChoiceOrder.allCases.flatMap { order -> [ChoiceTest] in
            let string = fields.valueOrPath("String" + order.rawValue, fields.string)
            let numeric = fields.valueOrPath("Numeric" + order.rawValue) {
                fields.value($0, "a number") { json in json.double.map { _ in json } }
            }
            let timestamp = fields.valueOrPath("Timestamp" + order.rawValue, fields.timestamp)
            return [
                string.map { .string(order, $0) }, numeric.map { .numeric(order, $0) },
                timestamp.map { .timestamp(order, $0) },
            ].compactMap { $0 }
        }
    }

    private static func others(_ fields: FieldReader) -> [ChoiceTest] {
        let boolean = fields.valueOrPath("BooleanEquals") { fields.value($0, "true or false", \.bool) }
        let kinds = ChoiceKind.allCases.compactMap { kind in
            fields.value(kind.rawValue, "true or false", \.bool).map { ChoiceTest.kind(kind, $0) }
        }
        return [boolean.map(ChoiceTest.boolean), fields.string("StringMatches").map(ChoiceTest.stringMatches)]
            .compactMap { $0 } + kinds
    }
}
