/// One thing that is wrong with a state machine.
public struct MachineDiagnostic: Sendable, Hashable, CustomStringConvertible {
    public let code: Code
    /// Where, such as `/States/Train/ItemProcessor/States/Lane/Choices[0]/Next`; `/` is the machine itself.
    public let location: String
    /// What, in AWS's words where they are known.
    public let message: String
    /// More about the cause than AWS would say.
    public let detail: String?

    /// AWS's codes, as `ValidateStateMachineDefinition` gives them.
    public enum Code: String, Sendable {
        case invalidJSONDescription = "INVALID_JSON_DESCRIPTION"
        case schemaValidationFailed = "SCHEMA_VALIDATION_FAILED"
        case missingTransitionTarget = "MISSING_TRANSITION_TARGET"
        case duplicateStateName = "DUPLICATE_STATE_NAME"
        case missingEndState = "MISSING_END_STATE"
    }

    public var description: String {
        "\(code.rawValue): \(message) at \(location)" + (detail.map { " (\($0))" } ?? "")
    }
}

/// A document that is no valid state machine, with everything that is wrong with it.
public struct InvalidStateMachine: Error, Sendable, Hashable, CustomStringConvertible {
    public let diagnostics: [MachineDiagnostic]

    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// Gathers diagnostics while a document is read.
final class DiagnosticLog {
    private(set) var diagnostics: [MachineDiagnostic] = []

    func report(
        _ message: String, at location: String, detail: String? = nil,
        code: MachineDiagnostic.Code = .schemaValidationFailed
    ) {
        let place = location.isEmpty ? "/" : location
        diagnostics.append(MachineDiagnostic(code: code, location: place, message: message, detail: detail))
    }
}
