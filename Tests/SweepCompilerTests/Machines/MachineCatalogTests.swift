import Foundation
import JSON
import StatesLanguage
import SweepCompiler
import SweepModel
import Testing

@Suite("Every machine that the compiler can write") struct MachineCatalogTests {
    /// `STEPSWEEP_MACHINES=FILE` writes the distinct machines, a line each, for `make check-machine`, where cfn-lint reads them.
    @Test("leads from its start to an end over states that are all there, and names only what a target has")
    func graphs() throws {
        let catalog = try MachineCatalog.all()
        let target = Target.local(folder: "/store").json
        var lines: [String] = []
        for (text, combination) in catalog.machines.sorted(by: { $0.key < $1.key }) {
            let machine = try JSON(parsing: text)
            #expect(MachineGraph(machine, target: target).faults == [], "\(combination.text)")
            #expect(try StateMachine(json: machine).diagnostics == [], "\(combination.text)")
            #expect(text.utf8.count < StateMachine.maximumBytes)
            lines.append(JSON.object(["name": .string(combination.text), "definition": machine]).text())
        }
        print(
            "\(catalog.combinations) combinations of lanes, packs, cap, reducer and further keys give \(catalog.machines.count) machines, all sound"
        )
        if let file = ProcessInfo.processInfo.environment["STEPSWEEP_MACHINES"] {
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
        }
        // Both modes, with and without a gate and the reducer's job, of each of the 63 sets of lanes.
        #expect(catalog.machines.count >= 63 * 8)
    }

    @Test("is what a sweep of that size compiles to", arguments: [1, 41])
    func agrees(packs: Int) throws {
        let known = try MachineCatalog.all().machines
        for service in [ReduceService.lambda, .batch] {
            var experiment = try Sample.command(trials: packs, lanes: [LaneRule(lane: .spot)], packSize: 1)
            experiment.reduceService = service
            let machine = try #require(try Sample.compile(experiment).launchable).machine
            #expect(known[machine.json.text()] != nil, "\(packs) packs, \(service)")
        }
    }

    @Test("a lost state, one without a way to it or out of it, a Task without Retry and a path to nowhere are seen")
    func seesFaults() {
        let machine: JSON = [
            "StartAt": "A",
            "States": [
                "A": ["Type": "Task", "Next": "Nowhere", "Parameters": ["Queue.$": "$.target.queues.moon"]],
                "B": ["Type": "Pass", "Next": "C"], "C": ["Type": "Pass", "Next": "B"],
            ],
        ]
        #expect(
            MachineGraph(machine, target: ["queues": [:]]).faults == [
                "A goes to Nowhere, which is not in the machine", "A gives up at the first throttled call",
                "nothing leads to B", "nothing leads to C", "A never comes to an end", "B never comes to an end",
                "C never comes to an end", "$.target.queues.moon is nowhere in the target",
            ])
    }
}
