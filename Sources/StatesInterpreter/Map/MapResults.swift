import Foundation
import JSON
import StatesLanguage

/// What becomes of the results of a distributed Map: kept as the state's result, or written to objects piece by piece.
struct MapResults {
    private let config: WriterConfig?
    private let files: ResultFiles?
    private let mapRunId: String
    /// By the index of the child. Emptied once the whole is too large to be a result.
    private var outputs: [(index: Int, output: JSON)] = []
    private var outputBytes = 2
    private let stateName: String

    init(
        _ writer: ResultWriter?, _ input: JSON, _ visit: Visit, _ strand: Strand, mapRunId: String
    ) throws(Interruption) {
        config = writer?.writerConfig
        stateName = visit.name
        self.mapRunId = mapRunId
        guard let writer, writer.resource != nil else {
            files = nil
            return
        }
        let parameters = try strand.apply(writer.parameters, to: input, visit)
        files = try ResultFiles(parameters, config, strand, mapRunId: mapRunId)
    }

    private var mustFit: Bool { files == nil }

    mutating func add(_ end: MapRun.Child.End) async throws(Interruption) {
        if let files { return try await files.add(end) }
        guard case .succeeded(let output) = end.result, outputBytes <= PayloadSize.maximumBytes else { return }
        outputs.append((end.batch.index, output))
        outputBytes += PayloadSize.bytes(of: output) + 1
        if outputBytes > PayloadSize.maximumBytes { outputs = [] }
    }

    /// Writes what is left; where the run was cut short also the batches that `remaining` still gives, as pending.
    func finish(
        isComplete: Bool, remaining: () throws(Interruption) -> Batch?
    ) async throws(Interruption) {
        guard let files else { return }
        if !isComplete, !Task.isCancelled {
            while let batch = try remaining() { try await files.addPending(batch.input) }
        }
        try await files.finish()
    }

    /// The result of the state.
    func output() throws(Interruption) -> JSON {
        if let files { return files.reference }
        guard outputBytes <= PayloadSize.maximumBytes else {
            throw .failed(PayloadSize.failure(of: stateName, isOfTask: false))
        }
        let ordered = outputs.sorted { $0.index < $1.index }.map(\.output)
        guard config?.transformation == .flatten else { return .array(ordered) }
        return .array(ordered.flatMap { $0.array ?? [$0] })
    }
}
