internal import JSON

extension MapState {
    var fields: JSON {
        JSON.members([
            "Comment": comment.json, "InputPath": inputPath.json, "ItemsPath": itemsPath.map { .string($0.text) },
            "ItemSelector": itemSelector.json, "ItemProcessor": itemProcessor.json, "ItemReader": itemReader?.json,
            "ItemBatcher": itemBatcher?.json, "ResultWriter": resultWriter?.json, "Label": label.json,
            "ResultSelector": resultSelector.json, "ResultPath": resultPath.json, "OutputPath": outputPath.json,
            "Assign": assign.json, "Retry": retry.json, "Catch": `catch`.json,
        ])
        .adding(maxConcurrency.members("MaxConcurrency", JSON.integer))
        .adding(toleratedFailureCount.members("ToleratedFailureCount", JSON.integer))
        .adding(toleratedFailurePercentage.members("ToleratedFailurePercentage", JSON.number))
        .adding(transition.members)
    }

    init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        inputPath = fields.dataPath("InputPath")
        itemsPath = fields.path("ItemsPath")
        itemSelector = fields.current("ItemSelector", before: "Parameters") { fields.template($0) }
        let processor = fields.current("ItemProcessor", before: "Iterator") { fields.part($0, ItemProcessor.init) }
        if processor == nil, !fields.has("ItemProcessor"), !fields.has("Iterator") { fields.require("ItemProcessor") }
        itemProcessor = processor ?? ItemProcessor(startAt: "", states: [:])
        maxConcurrency = fields.valueOrPath("MaxConcurrency") { fields.integer($0, in: 0...Limits.mapItems) }
        itemReader = fields.part("ItemReader", ItemReader.init)
        itemBatcher = fields.part("ItemBatcher", ItemBatcher.init)
        resultWriter = fields.part("ResultWriter", ResultWriter.init)
        toleratedFailureCount = fields.valueOrPath("ToleratedFailureCount") {
            fields.integer($0, in: 0...Limits.mapItems)
        }
        toleratedFailurePercentage = fields.valueOrPath("ToleratedFailurePercentage") { fields.number($0, in: 0...100) }
        label = fields.string("Label")
        resultSelector = fields.template("ResultSelector")
        resultPath = fields.resultPath()
        outputPath = fields.dataPath("OutputPath")
        assign = fields.assign()
        retry = fields.retry()
        `catch` = fields.catch()
        transition = fields.transition()
        check(fields)
    }

    private func check(_ fields: FieldReader) {
        if let label, label.isEmpty || label.count > Limits.labelLength {
            fields.report(
                "Label must have 1 to \(Limits.labelLength) characters", at: "Label", detail: "it has \(label.count)")
        }
        guard !itemProcessor.isDistributed else { return }
        let distributedOnly = [
            "ItemReader", "ItemBatcher", "ResultWriter", "ToleratedFailureCount", "ToleratedFailureCountPath",
            "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "Label",
        ]
        for name in distributedOnly where fields.has(name) {
            fields.report(
                "\(name) is for distributed Maps only", at: name, detail: "set ProcessorConfig.Mode to DISTRIBUTED")
        }
    }
}

extension FieldReader {
    /// A field under its current name or the one it had before; not under both.
    fileprivate func current<Value>(_ name: String, before oldName: String, _ read: (String) -> Value?) -> Value? {
        if has(name), has(oldName) { report("Only one of '\(name)' and '\(oldName)' may be given") }
        return read(has(oldName) && !has(name) ? oldName : name)
    }
}

extension ItemProcessor {
    fileprivate var json: JSON {
        let config = processorConfig.map { config in
            JSON.members(["Mode": .string(config.mode.rawValue), "ExecutionType": config.executionType.json])
        }
        return .members([
            "Comment": comment.json, "ProcessorConfig": config, "StartAt": .string(startAt), "States": states.json,
        ])
    }

    fileprivate init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        processorConfig = fields.part("ProcessorConfig", ProcessorConfig.init)
        fields.checkQueryLanguage()
        states = fields.states()
        startAt = fields.requiredString("StartAt")
    }
}

extension ProcessorConfig {
    fileprivate init(_ fields: FieldReader) {
        mode = fields.choice("Mode", Mode.self) ?? .inline
        executionType = fields.choice("ExecutionType", ExecutionType.self)
        if mode == .distributed { fields.require("ExecutionType") }
    }
}
