/// The parameters of a file, and the nested groups that hold them.
struct ParameterTable {
    private(set) var parameters: [ReadParameter] = []
    private var places: [String: Int] = [:]
    private var groups: Set<String> = []

    /// Whether the file has any; a mapping of parameters in which all are wrong has some too.
    var isEmpty: Bool { parameters.isEmpty }

    /// Dotted names in the order of the file.
    private(set) var names: [String] = []

    subscript(name: String) -> ReadParameter? { places[name].map { parameters[$0] } }

    func isGroup(_ name: String) -> Bool { groups.contains(name) }

    /// The parameters below a nested group.
    func members(ofGroup name: String) -> [String] { names.filter { $0.hasPrefix(name + ".") } }

    mutating func addGroup(_ path: [String]) { groups.insert(path.joined(separator: ".")) }

    /// The parameter that already has this dotted name, when there is one; the new one is then left out.
    mutating func add(_ parameter: ReadParameter) -> ReadParameter? {
        if let first = self[parameter.name] { return first }
        places[parameter.name] = parameters.count
        parameters.append(parameter)
        names.append(parameter.name)
        return nil
    }
}
