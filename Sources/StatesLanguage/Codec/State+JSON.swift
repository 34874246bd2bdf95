internal import JSON

extension State {
    var json: JSON {
        let fields: JSON =
            switch self {
            case .pass(let state): state.fields
            case .task(let state): state.fields
            case .choice(let state): state.fields
            case .wait(let state): state.fields
            case .succeed(let state): state.fields
            case .fail(let state): state.fields
            case .parallel(let state): state.fields
            case .map(let state): state.fields
            }
        return fields.adding(["Type": .string(type.rawValue)])
    }

    /// A state that can't be read becomes a Succeed state; its diagnostics are in the log.
    init(_ fields: FieldReader) {
        self = .succeed(SucceedState())
        guard fields.checkQueryLanguage() else { return }
        fields.require("Type")
        switch fields.choice("Type", StateType.self) {
        case .pass: self = .pass(PassState(fields))
        case .task: self = .task(TaskState(fields))
        case .choice: self = .choice(ChoiceState(fields))
        case .wait: self = .wait(WaitState(fields))
        case .succeed: self = .succeed(SucceedState(fields))
        case .fail: self = .fail(FailState(fields))
        case .parallel: self = .parallel(ParallelState(fields))
        case .map: self = .map(MapState(fields))
        case nil:
            if !fields.has("Type") { fields.report("These fields are required: [Type]") }
            return
        }
        fields.finish()
    }
}

extension PassState {
    var fields: JSON {
        .members([
            "Comment": comment.json, "InputPath": inputPath.json, "Parameters": parameters.json, "Result": result,
            "ResultPath": resultPath.json, "OutputPath": outputPath.json, "Assign": assign.json,
        ]).adding(transition.members)
    }

    init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        inputPath = fields.dataPath("InputPath")
        parameters = fields.template("Parameters")
        result = fields.value("Result")
        resultPath = fields.resultPath()
        outputPath = fields.dataPath("OutputPath")
        assign = fields.assign()
        transition = fields.transition()
    }
}

extension WaitState {
    var fields: JSON {
        let duration: JSON =
            switch duration {
            case .seconds(let seconds): seconds.members("Seconds", JSON.integer)
            case .timestamp(let timestamp): timestamp.members("Timestamp") { .string($0.text) }
            }
        return JSON.members([
            "Comment": comment.json, "InputPath": inputPath.json, "OutputPath": outputPath.json, "Assign": assign.json,
        ]).adding(duration).adding(transition.members)
    }

    init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        inputPath = fields.dataPath("InputPath")
        outputPath = fields.dataPath("OutputPath")
        assign = fields.assign()
        transition = fields.transition()
        duration = Self.duration(fields)
    }

    private static func duration(_ fields: FieldReader) -> WaitDuration {
        let names = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"]
        let given = names.filter(fields.has)
        if given.count != 1 {
            fields.report(
                "Exactly one of [\(names.joined(separator: ", "))] is required",
                detail: "received [\(given.joined(separator: ", "))]")
        }
        let seconds = fields.valueOrPath("Seconds") { fields.integer($0, in: 0...Limits.seconds.upperBound) }
        let timestamp = fields.valueOrPath("Timestamp", fields.timestamp)
        return seconds.map(WaitDuration.seconds) ?? timestamp.map(WaitDuration.timestamp) ?? .seconds(.value(0))
    }
}

extension FieldReader {
    func timestamp(_ name: String) -> Timestamp? {
        guard let text = string(name) else { return nil }
        if let timestamp = Timestamp(text) { return timestamp }
        report(
            "String does not match RFC3339 timestamp", at: name,
            detail: "received `\(text)`; write it as 2026-11-24T10:57:00Z")
        return nil
    }

    /// The variables of `Assign`, whose names are checked.
    func assign() -> PayloadTemplate? {
        let template = template("Assign")
        for name in template?.json.object?.keys.sorted() ?? [] {
            let variable = name.hasSuffix(".$") ? String(name.dropLast(2)) : name
            guard !VariableName.isValid(variable) else { continue }
            let rule = "a letter, then letters, digits and underscores, 80 at most, not `states`"
            report("'\(variable)' is not a variable's name", at: "Assign", detail: rule)
        }
        return template
    }
}

extension SucceedState {
    var fields: JSON {
        .members(["Comment": comment.json, "InputPath": inputPath.json, "OutputPath": outputPath.json])
    }

    init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        inputPath = fields.dataPath("InputPath")
        outputPath = fields.dataPath("OutputPath")
    }
}

extension FailState {
    var fields: JSON {
        JSON.members(["Comment": comment.json]).adding(Self.members("Error", error)).adding(
            Self.members("Cause", cause))
    }

    private static func members(_ name: String, _ text: FailText?) -> JSON {
        switch text {
        case .text(let text): [name: .string(text)]
        case .computed(let expression): [name + "Path": .string(expression.text)]
        case nil: [:]
        }
    }

    init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        error = Self.text("Error", fields)
        cause = Self.text("Cause", fields)
    }

    private static func text(_ name: String, _ fields: FieldReader) -> FailText? {
        let pathName = name + "Path"
        if fields.has(name), fields.has(pathName) {
            fields.report("Only one of '\(name)' and '\(pathName)' may be given")
        }
        return fields.computed(pathName).map(FailText.computed) ?? fields.string(name).map(FailText.text)
    }
}
