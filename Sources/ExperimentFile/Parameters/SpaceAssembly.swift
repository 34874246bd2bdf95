internal import JSON
internal import SweepModel

/// Parameters, `zip`, `when` and `exclude` → the indexed grid.
struct SpaceAssembly {
    let table: ParameterTable
    let parts: SpaceParts
    let place: Place

    /// Reports repeated values, circles and empty grids.
    ///
    /// - Returns: `nil` after an error, also one reported earlier for a parameter.
    func space(_ findings: inout Findings) -> SearchSpace? {
        var parameters: [Parameter] = []
        for read in table.parameters {
            guard let values = read.values else { return nil }
            let unique = parts.isZipped(read.name) ? values : withoutRepeats(values, read, &findings)
            parameters.append(
                Parameter(path: read.path, values: unique, condition: parts.whens[read.name]?.value))
        }
        do {
            let space = try SearchSpace(
                parameters: parameters, zips: parts.zips.map(\.value), excludes: parts.excludes.map(\.value))
            return isTriable(space, &findings) ? space : nil
        } catch {
            report(error, &findings)
            return nil
        }
    }

    private func withoutRepeats(
        _ values: ParameterValues, _ read: ReadParameter, _ findings: inout Findings
    ) -> ParameterValues {
        guard case .list(let list) = values else { return values }
        var seen: Set<JSON> = []
        var unique: [JSON] = []
        for (index, value) in list.enumerated() {
            if seen.insert(value.normalisingNumbers).inserted {
                unique.append(value)
            } else {
                findings.warning(
                    "\(read.filePath).values[\(index)]",
                    "\(value.text().shortened(to: 40)) is listed twice; it is tried once",
                    at: read.place(ofValue: index))
            }
        }
        return .list(unique)
    }

    /// Whether the grid has a point, and not too many to number.
    private func isTriable(_ space: SearchSpace, _ findings: inout Findings) -> Bool {
        if space.isCountSaturated {
            findings.error(
                "parameters", "the grid has more than \(Int.max) points; nothing can number them; take fewer values",
                at: table.parameters.first?.place ?? place)
            return false
        }
        guard space.points.first(where: { _ in true }) == nil else { return true }
        let all = space.countedPoints() == .exact(0)
        findings.error(
            "exclude", all ? "drops every point of the grid" : "drops the first million points of the grid, or more",
            at: parts.excludes.first?.place ?? place)
        return false
    }

    private func report(_ error: SearchSpaceError, _ findings: inout Findings) {
        switch error {
        case .conditionCycle(let names), .tooManyConditionedCombinations(let names):
            let part = names.compactMap { parts.whens[$0] }.first ?? parts.whens.values.min { $0.place < $1.place }
            findings.error(part?.path ?? "when", error.description, at: part?.place ?? place)
        case .zipConditions(let names), .zipLengths(let names, _), .zipTooLong(let names, _),
            .repeatedValue(let names, _):
            let part = parts.zips.first { Set($0.value) == Set(names) }
            findings.error(part?.path ?? "zip", error.description, at: part?.place ?? place)
        case .nameInsideAnother(let name, _), .invalidRange(let name), .noValues(let name), .repeatedName(let name):
            let read = table[name]
            findings.error(read?.filePath ?? "parameters", error.description, at: read?.place ?? place)
        case .emptyName, .unknownParameter, .zipOfOne, .zippedTwice, .tooManyComparisons:
            findings.error("parameters", error.description, at: table.parameters.first?.place ?? place)
        }
    }
}
