public import JSON

extension StateMachine {
    /// The longest definition that AWS takes, in bytes.
    public static let maximumBytes = 1_048_576

    /// The machine as JSON, from which `init(json:)` makes an equal one. Old field names become the current ones.
    public var json: JSON {
        .members([
            "Comment": comment.json, "Version": version.json, "StartAt": .string(startAt), "States": states.json,
            "TimeoutSeconds": timeoutSeconds.json,
        ])
    }

    /// Reads and checks a machine.
    ///
    /// - Throws: every problem at once.
    public init(json: JSON) throws(InvalidStateMachine) {
        let log = DiagnosticLog()
        self.init(json, log)
        GraphCheck(log).check(self)
        let size = json.bytes().count
        if size > Self.maximumBytes {
            log.report(
                "The definition must be at most \(Self.maximumBytes) bytes long", at: "", detail: "it has \(size)")
        }
        guard log.diagnostics.isEmpty else { throw InvalidStateMachine(diagnostics: log.diagnostics) }
    }

    /// Reads and checks a machine from JSON text.
    ///
    /// - Throws: every problem at once, or where the text stops being JSON.
    public init(parsing text: some Sequence<UInt8>) throws(InvalidStateMachine) {
        let json: JSON
        do {
            json = try JSON(parsing: text)
        } catch {
            let problem = MachineDiagnostic(
                code: .invalidJSONDescription, location: "/", message: error.description, detail: nil)
            throw InvalidStateMachine(diagnostics: [problem])
        }
        try self.init(json: json)
    }

    /// Everything that is wrong with a machine built in Swift; empty for a valid one.
    public var diagnostics: [MachineDiagnostic] {
        do {
            try check()
            return []
        } catch {
            return error.diagnostics
        }
    }

    /// Checks a machine built in Swift.
    ///
    /// - Throws: every problem at once.
    public func check() throws(InvalidStateMachine) { _ = try StateMachine(json: json) }

    private init(_ json: JSON, _ log: DiagnosticLog) {
        let fields = FieldReader(json, at: "", log)
        comment = fields.string("Comment")
        version = fields.value("Version", "\"1.0\"") { $0 == "1.0" ? $0.string : nil }
        timeoutSeconds = fields.integer("TimeoutSeconds", in: Limits.seconds)
        fields.checkQueryLanguage()
        states = fields.states()
        startAt = fields.requiredString("StartAt")
        fields.finish()
    }
}

extension FieldReader {
    /// JSONPath is the only query language here; a document that says so is welcome.
    @discardableResult
    func checkQueryLanguage() -> Bool {
        guard let language = value("QueryLanguage"), language != "JSONPath" else { return true }
        let detail = "write the machine in JSONPath, received `\(language)`"
        report(
            "QueryLanguage \(language.string ?? "of this kind") is not supported", at: "QueryLanguage", detail: detail)
        return false
    }

    func states() -> [String: State] {
        require("States")
        guard let members = value("States", "an object", \.object) else { return [:] }
        if members.isEmpty { report("States must have at least one state", at: "States") }
        var states: [String: State] = [:]
        for (name, json) in members {
            let place = "\(location)/States/\(name)"
            if name.isEmpty || name.count > Limits.nameLength {
                log.report(
                    "A state's name must have 1 to \(Limits.nameLength) characters", at: place,
                    detail: "it has \(name.count)")
            }
            states[name] = State(FieldReader(json, at: place, log))
        }
        return states
    }
}

/// What AWS allows.
package enum Limits {
    package static let seconds = 1...99_999_999
    package static let nameLength = 80
    static let labelLength = 40
    /// The input, output or result of a state, in bytes of UTF-8.
    package static let payloadBytes = 262_144
    static let mapItems = 100_000_000
}
