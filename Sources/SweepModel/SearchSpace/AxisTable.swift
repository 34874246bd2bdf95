/// The axes of a grid with their conditions in terms of digits.
struct AxisTable: Sendable {
    /// Sorted by name.
    let axes: [Axis]
    let conditions: [AxisCondition?]
    /// By dotted name: the axis, and the parameter's place in it.
    let axisOfParameter: [String: (axis: Int, place: Int)]

    init() {
        axes = []
        conditions = []
        axisOfParameter = [:]
    }

    /// - Throws: `SearchSpaceError`.
    init(parameters: [Parameter], zips: [[String]]) throws(SearchSpaceError) {
        let axes = try AxisTable.axes(of: parameters, zips: zips)
        var axisOfParameter: [String: (axis: Int, place: Int)] = [:]
        for (index, axis) in axes.enumerated() {
            for (place, parameter) in axis.parameters.enumerated() { axisOfParameter[parameter.name] = (index, place) }
        }
        var conditions: [AxisCondition?] = []
        for axis in axes {
            guard let condition = axis.condition else {
                conditions.append(nil)
                continue
            }
            conditions.append(
                try AxisCondition(condition, axes: axes, axisOfParameter: axisOfParameter, clause: .when))
        }
        self.axes = axes
        self.conditions = conditions
        self.axisOfParameter = axisOfParameter
    }

    /// Whether an axis exists at a point whose controlling digits are set.
    func exists(_ axis: Int, _ digits: [Int]) -> Bool { conditions[axis]?.isMet(by: digits) ?? true }

    private static func axes(of parameters: [Parameter], zips: [[String]]) throws(SearchSpaceError) -> [Axis] {
        let byName = Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
        var zipped: Set<String> = []
        var axes: [Axis] = []
        for names in zips {
            guard names.count > 1 else { throw .zipOfOne(names) }
            var members: [Parameter] = []
            for name in names {
                guard let parameter = byName[name] else { throw .unknownParameter(name, in: .zip) }
                guard zipped.insert(name).inserted else { throw .zippedTwice(name) }
                members.append(parameter)
            }
            guard Set(members.map(\.values.count)).count == 1 else {
                throw .zipLengths(names, members.map(\.values.count))
            }
            guard members[0].values.count <= SearchSpace.enumerationCap else {
                throw .zipTooLong(names, members[0].values.count)
            }
            guard members.allSatisfy({ $0.condition == members[0].condition }) else { throw .zipConditions(names) }
            axes.append(try Axis(members))
        }
        for parameter in parameters where !zipped.contains(parameter.name) { axes.append(try Axis([parameter])) }
        return axes.sorted { $0.name < $1.name }
    }
}
