internal import JSON

/// One resource of a template.
struct Resource {
    let type: String
    var properties: JSON
    var dependsOn: [String] = []
    /// The condition under which it is made at all.
    var condition: String?
    /// Stays when the stack goes, and when an update would replace it.
    var isRetained = false
    /// An old version stays when an update makes a new one, because running sweeps still name it.
    var keepsReplaced = false
    /// Read by people and by our own tests, never by AWS.
    var metadata: JSON?

    var json: JSON {
        var members: [String: JSON] = ["Type": .string(type), "Properties": properties]
        if !dependsOn.isEmpty { members["DependsOn"] = .array(dependsOn.map(JSON.string)) }
        if let condition { members["Condition"] = .string(condition) }
        if isRetained || keepsReplaced {
            members["DeletionPolicy"] = isRetained ? "Retain" : "Delete"
            members["UpdateReplacePolicy"] = "Retain"
        }
        if let metadata { members["Metadata"] = metadata }
        return .object(members)
    }
}
