extension DataSet {
    /// Reads a `.npy` file: with `targetPath` it holds the features alone, else one of its columns is the target.
    init(npy source: DataSource) throws(DataError) {
        let array = try NumPyArray(try DataFile.read(source.path), file: source.path)
        guard let targetPath = source.targetPath else {
            try self.init(column: source.target, of: array, source)
            return
        }
        let target = try NumPyArray(try DataFile.read(targetPath), file: targetPath)
        try self.init(array, target: target, source)
    }

    /// Reads a `.npz` file: a target array and one other.
    init(npz source: DataSource) throws(DataError) {
        let archive = try ZipArchive(try DataFile.read(source.path), file: source.path)
        var members: [String: ZipArchive.Member] = [:]
        for member in archive.members where member.name.hasSuffix(".npy") {
            members[String(member.name.dropLast(4))] = member
        }
        let names = members.keys.sorted()
        func refuse(_ problem: String, _ fix: String, isAboutTarget: Bool = false) -> DataError {
            DataError(file: source.path, problem: problem, fix: fix, isAboutTarget: isAboutTarget)
        }
        func array(_ name: String) throws(DataError) -> NumPyArray {
            guard let member = members[name] else {
                throw refuse("no array `\(name)`", "use one of: \(names)", isAboutTarget: name == source.target)
            }
            return try NumPyArray(try archive.content(member), file: source.path, name: name)
        }
        if let only = names.first, names.count == 1 {
            try self.init(column: source.target, of: try array(only), source)
            return
        }
        let usual = ["y", "target", "labels", "label"]
        guard let target = source.target ?? usual.first(where: { members[$0] != nil }) else {
            throw refuse(
                "it is not told which of the arrays \(names) is the target", "name the target array",
                isAboutTarget: true)
        }
        let others = names.filter { $0 != target }
        let features = others.count == 1 ? others[0] : ["X", "x", "features", "data"].first { members[$0] != nil }
        guard let features else {
            throw refuse("it is not told which of the arrays \(others) holds the features", "name that array X")
        }
        try self.init(try array(features), target: try array(target), source)
    }

    private init(_ features: NumPyArray, target: NumPyArray, _ source: DataSource) throws(DataError) {
        let rows = features.shape[0]
        let columns = features.shape.count == 2 ? features.shape[1] : 1
        guard target.shape.count == 1 || target.shape[1] == 1 else {
            throw DataError(
                file: source.targetPath ?? source.path, problem: "a target of shape \(target.shape)",
                fix: "give one number a row")
        }
        let matrix = Matrix(unchecked: rows, columns, features.values)
        try self.init(numeric: matrix, target: target.values, source)
    }

    private init(column: String?, of array: NumPyArray, _ source: DataSource) throws(DataError) {
        guard array.shape.count == 2, array.shape[1] > 1 else {
            throw DataError(
                file: source.path, problem: "an array of shape \(array.shape) has no column to spare for the target",
                fix: "give the target as a second array")
        }
        let (rows, columns) = (array.shape[0], array.shape[1])
        guard let number = Int(column ?? "-1"), (-columns..<columns).contains(number) else {
            throw DataError(
                file: source.path, problem: "no column `\(column ?? "")` for the target",
                fix: "give its number, 0 to \(columns - 1)", isAboutTarget: true)
        }
        let place = number < 0 ? columns + number : number
        let numbers = array.values.indices.filter { $0 % columns != place }.map { array.values[$0] }
        let target = (0..<rows).map { array.values[$0 * columns + place] }
        try self.init(numeric: Matrix(unchecked: rows, columns - 1, numbers), target: target, source)
    }

    private init(numeric features: Matrix<Double>, target: [Double], _ source: DataSource) throws(DataError) {
        if let row = target.firstIndex(where: { !$0.isFinite }) {
            throw DataError(
                file: source.targetPath ?? source.path, place: "row \(row + 1), target",
                problem: "\(target[row]) is not a finite number", fix: "replace it or drop the row")
        }
        try self.init(
            features: features, target: try TargetColumn.target(target, kind: source.kind, file: source.path),
            featureNames: (0..<features.columns).map { "x\($0)" }, file: source.path)
    }
}
