import JSON
import StatesLanguage
import SweepCompiler
import SweepModel
import Testing

@Suite("Compiled sweeps")
struct GoldenTests {
    static let samples: [(name: String, make: @Sendable () throws -> Experiment)] = [
        ("digits", { try Sample.digits() }),
        ("digits-mixed", { try Sample.mixed() }),
        ("digits-gated", { try Sample.gated() }),
        ("reduced-by-batch", { try Sample.reducedByBatch() }),
        ("every-lane-inline", { try Sample.everyLane(trialsPerLane: 2, packSize: 1) }),
        ("every-lane-distributed", { try Sample.everyLane(trialsPerLane: 20, packSize: 2) }),
    ]

    @Test("are what they were: machine, plan and description", arguments: samples.map(\.name))
    func goldens(name: String) throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        let compilation = try Sample.compile(sample.make())
        let sweep = try #require(compilation.launchable)
        try Golden.compare(sweep.machineBytes, with: "\(name).asl.json")
        try Golden.compare(compilation.plan.bytes(), with: "\(name).plan.json")
        try Golden.compare(Array(PlanDescription(compilation.plan).text.utf8), with: "\(name).plan.txt")
        let machine = try StateMachine(parsing: sweep.machineBytes)
        #expect(machine == sweep.machine)
        #expect(machine.diagnostics == [])
        #expect(try JSON(parsing: compilation.plan.bytes()).decode(Plan.self) == compilation.plan)
    }

    @Test("a grid that is too large to launch is described")
    func tooLarge() throws {
        let compilation = try Sample.compile(Sample.command(trials: 1_000_000_000_000))
        try Golden.compare(Array(PlanDescription(compilation.plan).text.utf8), with: "too-large.plan.txt")
        try Golden.compare(compilation.plan.bytes(), with: "too-large.plan.json")
    }

    @Test("name no account, region or resource", arguments: samples.map(\.name))
    func placeless(name: String) throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        let text = String(
            decoding: try #require(try Sample.compile(sample.make()).launchable).machineBytes, as: UTF8.self)
        let arns = text.matches(of: /arn:[^"]*/).map { String($0.output) }
        let services =
            ["batch:submitJob.sync", "ecs:runTask.sync", "lambda:invoke", "s3:getObject", "s3:putObject"] + [
                "aws-sdk:s3:getObject"
            ]
        #expect(Set(arns).isSubset(of: services.map { "arn:aws:states:::\($0)" }))
    }

    @Test("fit a terminal of 100 columns", arguments: samples.map(\.name))
    func columns(name: String) throws {
        let sample = try #require(Self.samples.first { $0.name == name })
        let lines = PlanDescription(try Sample.compile(sample.make()).plan).lines
        #expect(lines.allSatisfy { $0.count <= 100 })
    }
}
