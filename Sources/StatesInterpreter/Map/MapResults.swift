internal import Foundation
internal import JSON
internal import StatesLanguage

/// What becomes of the results of a distributed Map: kept as the state's result, or written to objects piece by piece.
struct MapResults {
    private let config: WriterConfig?
    private let files: ResultFiles?
    /// By the index of the child. Emptied once the whole is too large to be a result.
    private var outputs: [(index: Int, output: JSON)] = []
    private var outputBytes = 2
    private let stateName: String

    init(
        _ writer: ResultWriter?, _ input: JSON, _ visit: Visit, _ strand: Strand, mapRunId: String
    ) throws(Interruption) {
        config = writer?.writerConfig
        stateName = visit.name
        guard let writer, writer.resource != nil else {
            files = nil
            return
        }
        let parameters = try strand.apply(writer.parameters, to: input, visit)
        files = try ResultFiles(parameters, config, strand, mapRunId: mapRunId)
    }

    /// - Throws: where the child lost the history, or its result can't be written.
    mutating func add(_ end: MapRun.Child.End) async throws(Interruption) {
        if let interruption = end.interruption { throw interruption }
        if let files { return try await files.add(end) }
        guard case .succeeded(let output) = end.result, outputBytes <= PayloadSize.maximumBytes else { return }
        outputs.append((end.batch.index, output))
        outputBytes += PayloadSize.bytes(of: output) + 1
        if outputBytes > PayloadSize.maximumBytes { outputs = [] }
    }

    /// Writes what there is of a run that was cut short; what `batches` still gives was never started. The run has
    /// its own error already, so that of a writer is not told.
    func conclude(_ batches: inout Batches) async {
        guard let files else { return }
        do throws(Interruption) {
            while let batch = try batches.next() { try await files.addPending(batch.input) }
            try await files.finish()
        } catch {}
    }

    /// The result of the state, once everything is written.
    func output() async throws(Interruption) -> JSON {
        if let files {
            try await files.finish()
            return files.reference
        }
        guard outputBytes <= PayloadSize.maximumBytes else {
            throw .failed(PayloadSize.failure(of: stateName, isOfTask: false))
        }
        let ordered = outputs.sorted { $0.index < $1.index }.map(\.output)
        guard config?.transformation == .flatten else { return .array(ordered) }
        return .array(ordered.flatMap { $0.array ?? [$0] })
    }
}
