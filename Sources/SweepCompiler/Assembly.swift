internal import JSON
internal import StatesLanguage
internal import SweepModel

/// Puts machine, work and packs together and names them by their hash.
struct Assembly: Sendable {
    let compiled: CompiledSweep
    let digests: Plan.Digests

    init(
        _ experiment: Experiment, _ inputs: PlanInputs, _ sizing: PackSizing, _ blueprint: MachineBlueprint,
        trials: Int
    ) throws(CompileError) {
        let machine = try blueprint.machine()
        let problems = machine.diagnostics
        guard problems.isEmpty else {
            throw .invalidMachine(problems.map(\.description).joined(separator: "; "))
        }
        let bytes = machine.json.bytes(.indented) + [UInt8(ascii: "\n")]
        let code = Self.codeDigest(experiment.work, inputs)
        var work = WorkDocument(experiment, inputs, trials: trials, lanes: blueprint.lanes, codeDigest: code)
        let packs = PackSequence(
            experiment: experiment, keys: CacheKeys(experiment, codeDigest: code, inputs: inputs), sizing: sizing)
        let (manifest, packsDigest) = Self.survey(packs)
        digests = Plan.Digests(
            machine: Digest.sha256(bytes), work: Digest.sha256(work.json.bytes()), packs: packsDigest, code: code,
            data: inputs.dataDigest, targetData: inputs.targetDigest)
        let hash = Digest.sha256((digests.machine + digests.work + digests.packs).utf8)
        work.sweep = SweepName.slug(experiment.name) + "-" + hash.prefix(8)
        compiled = CompiledSweep(
            sweep: work.sweep, machine: machine, machineBytes: bytes, work: work, packs: packs, manifest: manifest)
    }

    /// One walk over all packs: their manifest, and a digest that each pack's names, trials and keys enter in turn.
    private static func survey(_ packs: PackSequence) -> ([ManifestRow], String) {
        var rows: [ManifestRow] = []
        rows.reserveCapacity(packs.count)
        var digest = ""
        for pack in packs {
            rows.append(ManifestRow(pack: pack.pack, lane: pack.lane))
            var text = "\(digest)\n\(pack.pack) \(pack.lane.rawValue)"
            for planned in pack.trials {
                text += "\n\(planned.trial.index) \(planned.trial.id) \(planned.cacheKey)"
            }
            digest = Digest.sha256(text.utf8)
        }
        return (rows, digest)
    }

    private static func codeDigest(_ work: Experiment.Work, _ inputs: PlanInputs) -> String {
        switch work {
        case .builtIn: "builtin-\(inputs.workerVersion)"
        case .command(let template):
            inputs.programDigest ?? Digest.sha256(JSON.array(template.command.map(JSON.string)).bytes())
        }
    }
}

extension WorkDocument {
    /// The sweep's id is filled in once it is known: it is a hash over the rest.
    fileprivate init(
        _ experiment: Experiment, _ inputs: PlanInputs, trials: Int, lanes: [LaneBlueprint], codeDigest: String
    ) {
        let kind: Kind =
            switch experiment.work {
            case .builtIn(let data):
                .builtIn(data: data, dataDigest: inputs.dataDigest ?? "", targetDigest: inputs.targetDigest)
            case .command(let template): .command(template)
            }
        self.init(
            sweep: "", name: experiment.name, description: experiment.description, metric: experiment.metric,
            kind: kind, trialCount: trials, seeds: experiment.seeds,
            trialTimeoutSeconds: Dictionary(
                uniqueKeysWithValues: lanes.map { ($0.rule.lane.rawValue, $0.rule.trialTimeoutSeconds) }),
            maxFailedPercent: experiment.budget.maxFailedPercent, reduceCommand: experiment.reduceCommand,
            codeDigest: codeDigest, confirms: experiment.confirms)
    }

    /// Texts, finite numbers and lists of these always encode.
    fileprivate var json: JSON { (try? JSON(encoding: self)) ?? .null }
}
