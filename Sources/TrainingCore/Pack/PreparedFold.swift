/// One fold's rows, standardised, with what its trials share. Built once a pack.
final class PreparedFold {
    let standardization: Standardization?
    /// [rows x features], standardised.
    let train: Matrix<Double>
    let validation: Matrix<Double>
    let trainTarget: Target
    let validationTarget: Target

    private var solvers: [Bool: RidgeSolver?] = [:]

    init(_ data: DataSet, train trainRows: [Int], validation validationRows: [Int], standardize: Bool) {
        let raw = data.features.rows(trainRows)
        let scale = standardize ? Standardization(fittedTo: raw) : nil
        standardization = scale
        train = scale?.applied(to: raw) ?? raw
        let held = data.features.rows(validationRows)
        validation = scale?.applied(to: held) ?? held
        trainTarget = data.target.rows(trainRows)
        validationTarget = data.target.rows(validationRows)
    }

    /// Shared by all penalties of the pack; `nil` when there is no solution or the target has classes.
    func ridgeSolver(fitIntercept: Bool) -> RidgeSolver? {
        if let known = solvers[fitIntercept] { return known }
        guard case .values(let values) = trainTarget else { return nil }
        let solver = RidgeSolver(train, values, fitIntercept: fitIntercept)
        solvers[fitIntercept] = solver
        return solver
    }

    /// `train` in single precision, for the trainers that run in it.
    private(set) lazy var trainSingle: Matrix<Float> = train.converted()
    private(set) lazy var validationSingle: Matrix<Float> = validation.converted()
}
