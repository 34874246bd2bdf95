internal import JSON

extension ItemReader {
    var json: JSON {
        .members(["Resource": .string(resource), "Parameters": parameters.json, "ReaderConfig": readerConfig?.json])
    }

    init(_ fields: FieldReader) {
        resource = fields.requiredString("Resource")
        parameters = fields.template("Parameters")
        readerConfig = fields.part("ReaderConfig", ReaderConfig.init)
    }
}

extension ReaderConfig {
    fileprivate var json: JSON {
        JSON.members([
            "InputType": inputType.json, "CSVHeaderLocation": csvHeaderLocation.json, "CSVHeaders": csvHeaders.json,
            "CSVDelimiter": csvDelimiter.json, "ItemsPointer": itemsPointer.json,
        ]).adding(maxItems.members("MaxItems", JSON.integer))
    }

    fileprivate init(_ fields: FieldReader) {
        inputType = fields.choice("InputType", InputType.self)
        csvHeaderLocation = fields.choice("CSVHeaderLocation", CSVHeaderLocation.self)
        csvHeaders = fields.strings("CSVHeaders")
        csvDelimiter = fields.choice("CSVDelimiter", CSVDelimiter.self)
        maxItems = fields.valueOrPath("MaxItems") { fields.integer($0, in: 0...Limits.mapItems) }
        itemsPointer = fields.string("ItemsPointer")
        check(fields)
    }

    private func check(_ fields: FieldReader) {
        if inputType == .csv, csvHeaderLocation == nil { fields.require("CSVHeaderLocation") }
        if csvHeaderLocation == .given, csvHeaders == nil { fields.require("CSVHeaders") }
        if csvHeaderLocation != .given, csvHeaders != nil {
            fields.report("CSVHeaders needs the CSVHeaderLocation GIVEN", at: "CSVHeaders")
        }
        if let itemsPointer, !itemsPointer.isEmpty, !itemsPointer.hasPrefix("/") {
            fields.report(
                "ItemsPointer must be a JSON pointer", at: "ItemsPointer", detail: "received `\(itemsPointer)`")
        }
    }
}

extension ItemBatcher {
    var json: JSON {
        JSON.members(["BatchInput": batchInput.json])
            .adding(maxItemsPerBatch.members("MaxItemsPerBatch", JSON.integer))
            .adding(maxInputBytesPerBatch.members("MaxInputBytesPerBatch", JSON.integer))
    }

    init(_ fields: FieldReader) {
        maxItemsPerBatch = fields.valueOrPath("MaxItemsPerBatch") { fields.integer($0, in: 1...Limits.mapItems) }
        maxInputBytesPerBatch = fields.valueOrPath("MaxInputBytesPerBatch") {
            fields.integer($0, in: 1...Limits.payloadBytes)
        }
        batchInput = fields.template("BatchInput")
        if maxItemsPerBatch == nil, maxInputBytesPerBatch == nil {
            fields.report("One of 'MaxItemsPerBatch' and 'MaxInputBytesPerBatch' is required")
        }
    }
}

extension ResultWriter {
    var json: JSON {
        let config = writerConfig.map { config in
            JSON.members([
                "OutputType": .string(config.outputType.rawValue),
                "Transformation": .string(config.transformation.rawValue),
            ])
        }
        return .members(["Resource": resource.json, "Parameters": parameters.json, "WriterConfig": config])
    }

    init(_ fields: FieldReader) {
        resource = fields.string("Resource")
        parameters = fields.template("Parameters")
        writerConfig = fields.part("WriterConfig", WriterConfig.init)
        if resource == nil, writerConfig == nil { fields.report("One of 'Resource' and 'WriterConfig' is required") }
        if resource != nil, parameters == nil { fields.require("Parameters") }
    }
}

extension WriterConfig {
    fileprivate init(_ fields: FieldReader) {
        fields.require("OutputType")
        fields.require("Transformation")
        outputType = fields.choice("OutputType", OutputType.self) ?? .json
        transformation = fields.choice("Transformation", Transformation.self) ?? .none
    }
}
