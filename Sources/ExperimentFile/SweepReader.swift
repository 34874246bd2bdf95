internal import JSON
internal import SweepModel

/// The document of a sweep file → an experiment. This is the whole reading, top to bottom; each step is a file.
struct SweepReader {
    private(set) var findings: Findings

    init(_ findings: Findings) { self.findings = findings }

    /// - Returns: `nil` after an error.
    mutating func read(_ document: SourceValue) -> Experiment? {
        guard let root = Section(document, path: "", keys: SweepKey.known, others: SweepKey.others, &findings)
        else { return nil }
        MethodSection.check(root, &findings)
        var table = parameters(of: root)
        let work = WorkSection.read(root, table, &findings)
        addTrainer(of: root, to: &table)
        let parts = SpaceParts(root, table, &findings)
        let areSound = !findings.hasErrors
        let space = table.isEmpty ? nil : SpaceAssembly(table: table, parts: parts, place: root.place).space(&findings)

        let trial = trial(work, root, table, parts)
        let name = NameSection.read(root, fileName: findings.file, &findings)
        let description = root.text("description", &findings)
        let compute = ComputeSection.read(root, table, &findings)
        let packs = PacksSection.read(root, &findings)
        let budget = BudgetSection.read(root, &findings)
        let seeds = SeedsSection.read(root, &findings)
        let runCap = root.wholeNumber("run_cap", in: 1...Int.max, &findings)
        let reduce = ReduceSection.read(root, &findings)
        let onFinish = root.text("on_finish", &findings)
        let environment = EnvironmentSection.read(root, &findings)

        guard let space else { return nil }
        // Where a condition was wrong, the points that it should have dropped would be reported as matching no lane.
        if areSound, let compute { LaneCoverageCheck.check(compute, of: space, &findings) }
        checkTrialCount(space, seeds, root)
        guard let name, let trial, let compute, !findings.hasErrors else { return nil }
        return Experiment(
            name: name, description: description, metric: trial.metric, space: space, seeds: seeds, runCap: runCap,
            work: trial.work, compute: compute.compute, packs: packs, budget: budget, reduceCommand: reduce.command,
            reduceService: reduce.service, onFinish: onFinish, environment: environment)
    }

    private mutating func parameters(of root: Section) -> ParameterTable {
        guard let value = root["parameters"] else {
            findings.error(
                "parameters", "is missing; add `parameters: {learning_rate: {values: [0.01, 0.1]}}`", at: root.place)
            return ParameterTable()
        }
        return ParameterReader.read(value, &findings)
    }

    /// The key `trainer` is a parameter with one value: each trial says who trains it.
    private func addTrainer(of root: Section, to table: inout ParameterTable) {
        guard let value = root["trainer"], let name = value.json.string, table["trainer"] == nil,
            TrainerSchema.named(name) != nil
        else { return }
        let parameter = ReadParameter(
            path: ["trainer"], filePath: "trainer", place: root.keyPlace("trainer") ?? value.place,
            values: .list([.string(name)]), valuePlaces: [value.place])
        _ = table.add(parameter)
    }

    /// What a trial does, and the number that it is judged by.
    private mutating func trial(
        _ work: WorkSection, _ root: Section, _ table: ParameterTable, _ parts: SpaceParts
    ) -> (work: Experiment.Work, metric: Metric)? {
        switch work {
        case .command(let template):
            return MetricSection.read(root, known: nil, &findings).map { (.command(template), $0) }
        case .builtIn(let trainers):
            let check = TrainerCheck(trainers, table, parts)
            check.check(&findings)
            UnusedParameterCheck(table: table, reach: check.reach).check(&findings)
            let data = DataSection.read(root, trainers, &findings)
            let tasks = tasks(of: trainers, data, root)
            let metric = MetricSection.read(root, known: tasks.flatMap(TrainerMetric.reported), &findings)
            guard let data, let metric else { return nil }
            return (.builtIn(data), metric)
        case .unknown:
            // The metric's own mistakes are told even where nobody knows who reports it.
            if root["metric"] != nil { _ = MetricSection.read(root, known: [], &findings) }
            return nil
        }
    }

    private mutating func tasks(of trainers: Trainers, _ data: DataSource?, _ root: Section) -> [DataSource.Task] {
        if trainers.tasks.isEmpty {
            findings.error(
                "trainer", "\(trainers.names) learn no common task, so their trials can't be compared",
                at: root.keyPlace("parameters") ?? root.place)
        }
        guard let task = data?.task else { return trainers.tasks }
        return trainers.tasks.filter { $0 == task }
    }

    /// A trial's index is its point's times the number of seeds: it must fit in 64 bits.
    private mutating func checkTrialCount(_ space: SearchSpace, _ seeds: [Int], _ root: Section) {
        guard space.pointCount.multipliedReportingOverflow(by: seeds.count).overflow else { return }
        findings.error(
            "seeds", "\(seeds.count) seeds of \(space.pointCount) points are more than \(Int.max) trials",
            at: root["seeds"]?.place ?? root.place)
    }
}
