internal import JSON

extension TaskState {
    var fields: JSON {
        JSON.members([
            "Comment": comment.json, "Resource": .string(resource), "InputPath": inputPath.json,
            "Parameters": parameters.json,
            "ResultSelector": resultSelector.json, "ResultPath": resultPath.json, "OutputPath": outputPath.json,
            "Assign": assign.json, "Credentials": credentials.json, "Retry": retry.json, "Catch": `catch`.json,
        ])
        .adding(timeoutSeconds.members("TimeoutSeconds", JSON.integer))
        .adding(heartbeatSeconds.members("HeartbeatSeconds", JSON.integer))
        .adding(transition.members)
    }

    init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        resource = fields.requiredString("Resource")
        inputPath = fields.dataPath("InputPath")
        parameters = fields.template("Parameters")
        resultSelector = fields.template("ResultSelector")
        resultPath = fields.resultPath()
        outputPath = fields.dataPath("OutputPath")
        assign = fields.assign()
        credentials = fields.template("Credentials")
        timeoutSeconds = fields.valueOrPath("TimeoutSeconds") { fields.integer($0, in: Limits.seconds) }
        heartbeatSeconds = fields.valueOrPath("HeartbeatSeconds") { fields.integer($0, in: Limits.seconds) }
        retry = fields.retry()
        `catch` = fields.catch()
        transition = fields.transition()
        check(fields)
    }

    private func check(_ fields: FieldReader) {
        if !resource.isEmpty, !resource.hasPrefix("arn:") {
            fields.report("Resource must be an ARN", at: "Resource", detail: "received `\(resource)`")
        }
        if case .value(let timeout)? = timeoutSeconds, case .value(let heartbeat)? = heartbeatSeconds,
            heartbeat >= timeout
        {
            fields.report(
                "HeartbeatSeconds must be less than TimeoutSeconds", at: "HeartbeatSeconds",
                detail: "received \(heartbeat)")
        }
    }
}

extension [Retrier] {
    /// Absent where there is none: an empty list means the same.
    var json: JSON? { isEmpty ? Optional.none : .array(map(\.json)) }
}

extension [Catcher] {
    var json: JSON? { isEmpty ? Optional.none : .array(map(\.json)) }
}

extension Retrier {
    fileprivate var json: JSON {
        .members([
            "Comment": comment.json, "ErrorEquals": .array(errorEquals.map(JSON.string)),
            "IntervalSeconds": intervalSeconds.json,
            "MaxAttempts": maxAttempts.json, "BackoffRate": backoffRate.map(JSON.number),
            "MaxDelaySeconds": maxDelaySeconds.json,
            "JitterStrategy": jitterStrategy.json,
        ])
    }

    fileprivate init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        errorEquals = fields.errorEquals()
        intervalSeconds = fields.integer("IntervalSeconds", in: Limits.seconds)
        maxAttempts = fields.integer("MaxAttempts", in: 0...Limits.seconds.upperBound)
        backoffRate = fields.number("BackoffRate", in: 1...Double.greatestFiniteMagnitude)
        maxDelaySeconds = fields.integer("MaxDelaySeconds", in: 1...31_622_400)
        jitterStrategy = fields.choice("JitterStrategy", JitterStrategy.self)
        if let delay = maxDelaySeconds, delay <= intervalSeconds ?? 1 {
            let detail = "received \(delay), and the interval is \(intervalSeconds ?? 1)"
            fields.report("MaxDelaySeconds must be greater than IntervalSeconds", at: "MaxDelaySeconds", detail: detail)
        }
    }
}

extension Catcher {
    fileprivate var json: JSON {
        .members([
            "Comment": comment.json, "ErrorEquals": .array(errorEquals.map(JSON.string)), "Next": .string(next),
            "ResultPath": resultPath.json, "Assign": assign.json,
        ])
    }

    fileprivate init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        errorEquals = fields.errorEquals()
        next = fields.requiredString("Next")
        resultPath = fields.resultPath()
        assign = fields.assign()
    }
}

extension FieldReader {
    func retry() -> [Retrier] {
        let retriers = parts("Retry", Retrier.init) ?? []
        checkWildcard("Retry", retriers.map(\.errorEquals))
        return retriers
    }

    func `catch`() -> [Catcher] {
        let catchers = parts("Catch", Catcher.init) ?? []
        checkWildcard("Catch", catchers.map(\.errorEquals))
        return catchers
    }

    fileprivate func errorEquals() -> [String] {
        require("ErrorEquals")
        let names = strings("ErrorEquals")
        if names?.isEmpty == true { report("ErrorEquals must name at least one error", at: "ErrorEquals") }
        return names ?? []
    }

    private func checkWildcard(_ name: String, _ lists: [[String]]) {
        for (index, errors) in lists.enumerated() where errors.contains(ErrorName.all) {
            guard errors.count > 1 || index < lists.count - 1 else { continue }
            report("States.ALL must stand alone and in the last element", at: "\(name)[\(index)]/ErrorEquals")
        }
    }
}
