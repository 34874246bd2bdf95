internal import JSON
internal import StatesLanguage
internal import SweepModel

/// The Map over packs.
struct TrainMap {
    let blueprint: MachineBlueprint

    private var usesTasks: Bool { blueprint.lanes.contains(where: \.isTask) }

    func state() throws(InvalidTemplate) -> MapState {
        var map = MapState(
            itemSelector: try PayloadTemplate(itemSelector), itemProcessor: try processor(),
            maxConcurrency: .value(blueprint.concurrency), resultPath: .discard, transition: .next(StateName.reduce))
        switch blueprint.mode {
        case .inline: map.itemsPath = "$.packs"
        case .distributed: try distribute(&map)
        }
        return map
    }

    /// What an iteration knows, of constant size: parameters travel as objects of the store.
    private var itemSelector: JSON {
        var selector: [String: JSON] = [
            "sweep.$": "$.sweep", "pack.$": "$$.Map.Item.Value.pack", "lane.$": "$$.Map.Item.Value.lane",
            "target.$": "$.target",
        ]
        // ECS has no retry strategy: the machine counts a pack's attempts itself.
        if usesTasks { selector["attempt"] = 1 }
        return .object(selector)
    }

    /// Items come from the store, results go there; how many failures are too many, `Reduce` judges.
    ///
    /// `ResultWriter` reads the execution's input through the context object, since interpreters differ in what `$`
    /// is there.
    private func distribute(_ map: inout MapState) throws(InvalidTemplate) {
        map.itemReader = ItemReader(
            resource: "arn:aws:states:::s3:getObject",
            parameters: try PayloadTemplate(["Bucket.$": "$.target.bucket", "Key.$": "$.manifest"]),
            readerConfig: ReaderConfig(inputType: .json))
        map.resultWriter = ResultWriter(
            resource: "arn:aws:states:::s3:putObject",
            parameters: try PayloadTemplate([
                "Bucket.$": "$$.Execution.Input.target.bucket", "Prefix.$": "$$.Execution.Input.results",
            ]))
        map.toleratedFailurePercentage = .value(100)
        map.label = StateName.train
    }

    private func processor() throws(InvalidTemplate) -> ItemProcessor {
        var states: [String: State] = [StateName.recordFailure: .pass(try recordFailure())]
        for lane in blueprint.lanes {
            for (name, state) in try LaneStates(lane).states() { states[name] = state }
        }
        var start = StateName.run(on: blueprint.lanes.first?.rule.lane ?? .onDemand)
        if blueprint.lanes.count > 1 {
            start = StateName.lane
            states[StateName.lane] = .choice(laneChoice)
        }
        if blueprint.isGated {
            states.merge(try GateStates.states(next: start)) { first, _ in first }
            start = StateName.gate
        }
        let type: ProcessorConfig.ExecutionType? = blueprint.mode == .distributed ? .standard : nil
        return ItemProcessor(
            processorConfig: ProcessorConfig(mode: blueprint.mode, executionType: type), startAt: start,
            states: states)
    }

    private var laneChoice: ChoiceState {
        ChoiceState(
            choices: blueprint.lanes.map { lane in
                ChoiceRule(
                    .test("$.lane", .string(.equals, .value(lane.rule.lane.rawValue))),
                    next: StateName.run(on: lane.rule.lane))
            })
    }

    /// A failed pack is a result like any other, so that it never ends the others. Its cause may be long and stays
    /// behind.
    private func recordFailure() throws(InvalidTemplate) -> PassState {
        PassState(
            parameters: try PayloadTemplate(["pack.$": "$.pack", "status": "FAILED", "error.$": "$.failure.Error"]),
            transition: .end)
    }
}
