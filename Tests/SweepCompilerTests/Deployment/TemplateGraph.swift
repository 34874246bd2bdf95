import Foundation
import JSON

/// What a CloudFormation template names, and what of it isn't there.
struct TemplateGraph {
    let template: JSON
    private(set) var faults: [String] = []
    private var usedParameters: Set<String> = []
    private var usedConditions: Set<String> = []

    private var resources: [String: JSON] { template["Resources"]?.object ?? [:] }
    private var parameters: [String: JSON] { template["Parameters"]?.object ?? [:] }
    private var conditions: [String: JSON] { template["Conditions"]?.object ?? [:] }

    init(_ template: JSON) {
        self.template = template
        for (name, resource) in resources { visit(resource, at: name, condition: resource["Condition"]?.string) }
        for (name, output) in template["Outputs"]?.object ?? [:] {
            visit(output, at: "Outputs.\(name)", condition: output["Condition"]?.string)
        }
        for (name, condition) in conditions { visit(condition, at: "Conditions.\(name)", condition: nil) }
        faults += Set(parameters.keys).subtracting(usedParameters).map { "the parameter \($0) is never used" }
        faults += Set(conditions.keys).subtracting(usedConditions).map { "the condition \($0) is never used" }
        if let circle = circle() { faults.append("resources need each other in a circle: \(circle)") }
    }

    private mutating func visit(_ value: JSON, at place: String, condition: String?) {
        switch value {
        case .array(let elements): for element in elements { visit(element, at: place, condition: condition) }
        case .object(let members):
            for (key, member) in members {
                switch key {
                case "Ref": name(member.string ?? "?", at: place, condition)
                case "Fn::GetAtt": resource(member[0]?.string ?? "?", at: place, condition)
                case "Fn::Sub":
                    for reference in Self.references(in: member.string ?? "") { name(reference, at: place, condition) }
                case "DependsOn":
                    for other in member.array ?? [] { resource(other.string ?? "?", at: place, condition) }
                case "Condition" where member.string != nil: use(condition: member.string ?? "?", at: place)
                case "Fn::If":
                    use(condition: member[0]?.string ?? "?", at: place)
                    visit(member, at: place, condition: condition)
                default: visit(member, at: place, condition: condition)
                }
            }
        default: break
        }
    }

    /// What `${…}` names, without attributes.
    private static func references(in text: String) -> [String] {
        text.matches(of: /\$\{([^}]*)\}/).map { String($0.1.split(separator: ".")[0]) }
    }

    private mutating func use(condition: String, at place: String) {
        usedConditions.insert(condition)
        if conditions[condition] == nil {
            faults.append("\(place) names the condition \(condition), which is not there")
        }
    }

    private mutating func name(_ name: String, at place: String, _ condition: String?) {
        if name.hasPrefix("AWS::") { return }
        if parameters[name] != nil {
            usedParameters.insert(name)
        } else {
            resource(name, at: place, condition)
        }
    }

    private mutating func resource(_ name: String, at place: String, _ condition: String?) {
        guard let resource = resources[name] else {
            faults.append("\(place) names \(name), which is not there")
            return
        }
        if let needed = resource["Condition"]?.string, needed != condition {
            faults.append("\(place) names \(name), which is there only under \(needed)")
        }
    }

    /// Names of resources that can't be ordered.
    private func circle() -> [String]? {
        var open = resources.mapValues { Self.names(in: $0).intersection(resources.keys) }
        while let leaf = open.first(where: { $0.value.isEmpty })?.key {
            open[leaf] = nil
            for name in open.keys { open[name]?.remove(leaf) }
        }
        return open.isEmpty ? nil : open.keys.sorted()
    }

    private static func names(in value: JSON) -> Set<String> {
        switch value {
        case .array(let elements): return Set(elements.flatMap(names))
        case .object(let members):
            return members.reduce(into: []) { all, member in
                switch member.key {
                case "Ref": all.insert(member.value.string ?? "")
                case "Fn::GetAtt": all.insert(member.value[0]?.string ?? "")
                case "Fn::Sub": all.formUnion(references(in: member.value.string ?? ""))
                case "DependsOn": all.formUnion((member.value.array ?? []).compactMap(\.string))
                default: all.formUnion(names(in: member.value))
                }
            }
        default: return []
        }
    }
}
