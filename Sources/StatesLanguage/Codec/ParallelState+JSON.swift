internal import JSON

extension ParallelState {
    var fields: JSON {
        JSON.members([
            "Comment": comment.json, "Branches": .array(branches.map(\.json)), "InputPath": inputPath.json,
            "Parameters": parameters.json, "ResultSelector": resultSelector.json, "ResultPath": resultPath.json,
            "OutputPath": outputPath.json, "Assign": assign.json, "Retry": retry.json, "Catch": `catch`.json,
        ]).adding(transition.members)
    }

    init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        fields.require("Branches")
        branches = fields.parts("Branches", Branch.init) ?? []
        if fields.has("Branches"), branches.isEmpty {
            fields.report("Branches must have at least one branch", at: "Branches")
        }
        inputPath = fields.dataPath("InputPath")
        parameters = fields.template("Parameters")
        resultSelector = fields.template("ResultSelector")
        resultPath = fields.resultPath()
        outputPath = fields.dataPath("OutputPath")
        assign = fields.assign()
        retry = fields.retry()
        `catch` = fields.catch()
        transition = fields.transition()
    }
}

extension Branch {
    fileprivate var json: JSON {
        .members(["Comment": comment.json, "StartAt": .string(startAt), "States": states.json])
    }

    fileprivate init(_ fields: FieldReader) {
        comment = fields.string("Comment")
        fields.checkQueryLanguage()
        states = fields.states()
        startAt = fields.requiredString("StartAt")
    }
}
