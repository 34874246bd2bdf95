internal import JSON
internal import StatesLanguage

extension ParallelState: WorkState {
    func work(_ visit: Visit, _ strand: inout Strand) async throws(Interruption) -> JSON {
        let selected = try strand.select(inputPath, from: visit.input, visit)
        let input = try strand.apply(parameters, to: selected, visit)
        try strand.record(.parallelStateStarted)
        let (branches, parent, name) = (branches, strand, visit.name)
        let (result, lastEvent) = await fanOut(branches.count, width: branches.count) { index in
            let branch = parent.child(IterationStep(stateName: name, index: index), mapItem: parent.mapItem)
            return await branch.end(of: branches[index], input: input)
        }
        strand.lastEvent = lastEvent
        switch result {
        case .success(let outputs):
            let result = try strand.result(outputs, visit)
            try strand.record(.parallelStateSucceeded)
            return result
        case .failure(let interruption):
            try strand.record(interruption, failed: .parallelStateFailed, aborted: .parallelStateAborted)
            throw interruption
        }
    }
}

extension Strand {
    /// The outputs of branches or iterations as one result, which has to fit even where `ResultPath` drops it.
    func result(_ outputs: [JSON], _ visit: Visit) throws(Interruption) -> JSON {
        let result = JSON.array(outputs)
        guard PayloadSize.fits(result) else { throw .failed(PayloadSize.failure(of: visit.name, isOfTask: false)) }
        return result
    }

    /// Records the end of a part of the execution, as far as there is a history to write to.
    mutating func record(
        _ interruption: Interruption, failed: EventType, aborted: EventType, _ details: [String: JSON?] = [:]
    ) throws(Interruption) {
        switch interruption {
        case .failed(let failure): try record(failed, details.merging(failure.details) { _, new in new })
        case .cancelled, .timedOut: try record(aborted, details)
        case .journal: throw interruption
        }
    }
}
