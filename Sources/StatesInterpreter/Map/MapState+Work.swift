internal import JSON
internal import StatesLanguage

extension MapState: WorkState {
    func work(_ visit: Visit, _ strand: inout Strand) async throws(Interruption) -> JSON {
        let input = try strand.select(inputPath, from: visit.input, visit)
        return itemProcessor.isDistributed
            ? try await MapRun(state: self, input: input, visit: visit, strand).run(&strand)
            : try await iterate(input, visit, &strand)
    }

    /// Runs the iterations as part of the execution.
    private func iterate(_ input: JSON, _ visit: Visit, _ strand: inout Strand) async throws(Interruption) -> JSON {
        let items = try items(input, visit, strand)
        let width = try width(unlimited: 40, input, visit, strand)
        try strand.record(.mapStateStarted, ["length": .integer(items.count)])
        let parent = strand
        let (result, lastEvent) = await fanOut(items.count, width: width) { index in
            await iteration(index, of: items, input, visit, parent)
        }
        strand.lastEvent = max(lastEvent, strand.lastEvent)
        switch result {
        case .success(let outputs):
            let result = try strand.result(outputs, visit)
            try strand.record(.mapStateSucceeded)
            return result
        case .failure(let interruption):
            try strand.record(interruption, failed: .mapStateFailed, aborted: .mapStateAborted)
            throw interruption
        }
    }

    private func iteration(
        _ index: Int, of items: [JSON], _ input: JSON, _ visit: Visit, _ parent: Strand
    ) async -> StrandEnd {
        let item: JSON = ["Index": .integer(index), "Value": items[index]]
        var child = parent.child(IterationStep(stateName: visit.name, index: index), mapItem: item)
        let details: [String: JSON?] = ["name": .string(visit.name), "index": .integer(index)]
        do {
            try child.record(.mapIterationStarted, details)
            let selected = itemSelector == nil ? items[index] : try child.apply(itemSelector, to: input, visit)
            let end = await child.end(of: itemProcessor, input: selected)
            child.lastEvent = end.lastEvent
            switch end.result {
            case .success: try child.record(.mapIterationSucceeded, details)
            case .failure(let interruption):
                try child.record(interruption, failed: .mapIterationFailed, aborted: .mapIterationAborted, details)
            }
            return StrandEnd(result: end.result, lastEvent: child.lastEvent)
        } catch {
            return StrandEnd(result: .failure(error), lastEvent: child.lastEvent)
        }
    }

    /// The list at `ItemsPath`.
    func items(_ input: JSON, _ visit: Visit, _ strand: Strand) throws(Interruption) -> [JSON] {
        let path = itemsPath ?? "$"
        let value: JSON
        do {
            value = try path.read(in: strand.scope(input, visit))
        } catch {
            throw strand.runtimeFailure("Invalid path '\(path)' : \(error.problem)", visit)
        }
        guard let items = value.array else {
            throw strand.runtimeFailure("Reference path \"\(path)\" must point to array.", visit)
        }
        return items
    }

    /// How many iterations may run at once; `unlimited` stands for 0.
    func width(unlimited: Int, _ input: JSON, _ visit: Visit, _ strand: Strand) throws(Interruption) -> Int {
        let width = try strand.wholeNumber(maxConcurrency, "MaxConcurrency", input, visit) ?? 0
        return width == 0 ? unlimited : min(width, unlimited)
    }
}

extension Strand {
    /// A number of a Map, given or read from the input.
    func wholeNumber(
        _ value: ValueOrPath<Int>?, _ field: String, _ input: JSON, _ visit: Visit
    ) throws(Interruption) -> Int? {
        guard case .path(let path)? = value else {
            if case .value(let number)? = value { return number }
            return nil
        }
        let found = try number(path, field, "integer", input, visit, \.wholeNumber)
        guard found >= 0 else { throw runtimeFailure("\(field) cannot be negative.", visit) }
        return found
    }

    /// A percentage of a Map, given or read from the input.
    func percentage(
        _ value: ValueOrPath<Double>?, _ field: String, _ input: JSON, _ visit: Visit
    ) throws(Interruption) -> Double? {
        guard case .path(let path)? = value else {
            if case .value(let number)? = value { return number }
            return nil
        }
        let found = try number(path, field, "float", input, visit) { $0.double ?? $0.string.flatMap(Double.init) }
        guard (0...100).contains(found) else { throw runtimeFailure("\(field) must be between 0 and 100.", visit) }
        return found
    }

    private func number<Number>(
        _ path: JSONPath, _ field: String, _ kind: String, _ input: JSON, _ visit: Visit, _ convert: (JSON) -> Number?
    ) throws(Interruption) -> Number {
        guard let value = try? path.read(in: scope(input, visit)) else {
            throw runtimeFailure("The \(field)Path parameter does not reference an input value: \(path)", visit)
        }
        if let number = convert(value) { return number }
        let text = value.string ?? value.text()
        throw runtimeFailure(
            "The \(field)Path field refers to value \"\(text)\" which is not a valid \(kind): \(path)", visit)
    }
}
