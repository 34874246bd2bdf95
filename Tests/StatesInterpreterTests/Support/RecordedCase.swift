import Foundation
import JSON
import StatesInterpreter
import StatesLanguage
import Testing

/// One line of `recorded-cases.jsonl`.
struct RecordedCase: Sendable {
    let json: JSON

    static let all: [RecordedCase] = {
        guard
            let url = Bundle.module.url(
                forResource: "recorded-cases", withExtension: "jsonl", subdirectory: "Fixtures"),
            let bytes = try? Data(contentsOf: url)
        else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? JSON(parsing: $0) }.map(RecordedCase.init)
    }()

    var id: String { json["id"]?.string ?? "" }
    var group: String { json["group"]?.string ?? "" }
    var kind: String { json["kind"]?.string ?? "" }
    var set: String { json["set"]?.string ?? "" }
    var expected: JSON { json["expected"] ?? .null }

    /// The recorder redacted the inputs of replayed executions together with what came of them.
    var input: JSON { (set == "replay" ? json["recorded_input"] : nil) ?? json["input"] ?? .null }

    /// The machine, with ARNs in place of the recorder's placeholders.
    var definition: JSON {
        let kinds = (json["replay"]?.array ?? []).compactMap { $0["resourceType"]?.string }
        let arn =
            kinds.contains("activity")
            ? "arn:aws:states:us-east-1:111111111111:activity:a" : "arn:aws:lambda:us-east-1:111111111111:function:f"
        return Self.replacingPlaceholders(json["definition"] ?? .null, with: arn)
    }

    private static func replacingPlaceholders(_ json: JSON, with arn: String) -> JSON {
        guard case .object(let members) = json else {
            guard case .array(let elements) = json else { return json }
            return .array(elements.map { replacingPlaceholders($0, with: arn) })
        }
        return .object(
            Dictionary(
                uniqueKeysWithValues: members.map { name, value in
                    let isPlaceholder = name == "Resource" && value.string?.hasPrefix("<") == true
                    return (name, isPlaceholder ? .string(arn) : replacingPlaceholders(value, with: arn))
                }))
    }

    /// The state that TestState was given, as a machine of its own; `nil` where its work was mocked.
    var singleState: JSON? {
        guard json["test_state_args"]?["mock"] == nil, let definition = json["definition"] else { return nil }
        guard definition["States"] != nil else { return Self.machine(definition) }
        let name = json["test_state_args"]?["stateName"]?.string ?? ""
        return (definition["States"]?[name] ?? definition["States"]?["State0"]?["ItemProcessor"]?["States"]?[name])
            .map(Self.machine)
    }

    /// Every state that `state` leads to ends the machine.
    private static func machine(_ state: JSON) -> JSON {
        let rules = state["Choices"]?.array ?? []
        let targets = (rules.map { $0["Next"] } + [state["Default"], state["Next"]]).compactMap { $0?.string }
        let ends = Dictionary(targets.map { ($0, JSON.object(["Type": "Succeed"])) }) { first, _ in first }
        return ["StartAt": "S", "States": .object(ends.merging(["S": state]) { _, state in state })]
    }

    var objects: MemoryObjects {
        let files = json["fixtures"]?["s3"]?.array ?? []
        return MemoryObjects(
            Dictionary(files.map { ($0["key"]?.string ?? "", $0["text"]?.string ?? "") }) { _, last in last })
    }
}

/// Serves the recorded outcomes of tasks, in order per state.
final class ReplayRunner: TaskRunner {
    private let outcomes: Guarded<[JSON]>

    init(_ recorded: RecordedCase) { outcomes = Guarded(recorded.json["replay"]?.array ?? []) }

    func run(_ request: TaskRequest) async throws(TaskFailure) -> JSON {
        let outcome = outcomes.withLock { outcomes -> JSON? in
            let index =
                outcomes.firstIndex { $0["state"]?.string == request.stateName }
                ?? outcomes.firstIndex { $0["state"]?.isNull ?? true }
            return index.map { outcomes.remove(at: $0)["outcome"] ?? .null }
        }
        guard let outcome, let event = outcome["event"]?.string else {
            throw TaskFailure(error: "Test.NothingRecorded", cause: request.stateName)
        }
        if event.hasSuffix("Succeeded") { return outcome["output"] ?? [:] }
        throw TaskFailure(error: outcome["error"]?.string ?? ErrorName.timeout, cause: outcome["cause"]?.string)
    }
}

extension RecordedCase: CustomTestStringConvertible {
    var testDescription: String { id }
}
