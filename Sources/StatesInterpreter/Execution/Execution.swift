internal import Foundation
internal import JSON
internal import StatesLanguage

/// One execution from its first event to its last.
struct Execution: Sendable {
    let frame: ExecutionFrame
    let graph: any StateGraph & Sendable
    let timeoutSeconds: Int?

    /// - Throws: where the history can't be kept; every other end is a result.
    func run() async throws(JournalFailure) -> ExecutionResult {
        var strand = Strand(frame: frame, path: frame.path)
        do {
            try strand.record(
                .executionStarted, ["input": frame.input, "roleArn": .string(frame.identity.roleArn)])
            let end = await end(of: strand)
            strand.lastEvent = end.lastEvent
            return try conclude(end.result, &strand)
        } catch {
            guard case .journal(let failure) = error else { return .aborted }
            throw failure
        }
    }

    private func end(of strand: Strand) async -> StrandEnd {
        let (graph, input) = (graph, frame.input)
        guard let timeoutSeconds else { return await strand.end(of: graph, input: input) }
        let deadline = frame.startTime.addingTimeInterval(Double(timeoutSeconds))
        let end = await finish(by: deadline, frame.surroundings.clock) { await strand.end(of: graph, input: input) }
        return end ?? StrandEnd(result: .failure(.timedOut), lastEvent: strand.lastEvent)
    }

    private func conclude(
        _ result: Result<JSON, Interruption>, _ strand: inout Strand
    ) throws(Interruption) -> ExecutionResult {
        switch result {
        case .success(let output):
            try strand.record(.executionSucceeded, ["output": output])
            return .succeeded(output: output)
        case .failure(.failed(let failure)):
            try strand.record(.executionFailed, failure.details)
            return .failed(error: failure.error, cause: failure.cause)
        case .failure(.timedOut):
            try strand.record(.executionTimedOut, ["error": .string(ErrorName.timeout)])
            return .timedOut
        case .failure(.cancelled):
            try strand.record(.executionAborted)
            return .aborted
        case .failure(.journal(let failure)): throw .journal(failure)
        }
    }
}

extension StateFailure {
    /// As events and catchers write it.
    var details: [String: JSON?] { ["error": error.map(JSON.string), "cause": cause.map(JSON.string)] }
}
