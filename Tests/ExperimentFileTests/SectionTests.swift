import ExperimentFile
import JSON
import SweepModel
import Testing

@Suite("The sections of a sweep file")
struct SectionTests {
    private func experiment(_ text: String, fileName: String = "sweep.yaml") throws -> Experiment {
        let head = text.contains("trainer") || text.contains("program") ? "" : "program: train.py\n"
        let metric = text.contains("metric") ? "" : "metric: {name: loss}\n"
        let parameters = text.contains("parameters") ? "" : "parameters: {a: {values: [1, 2, 3]}}\n"
        let whole = "method: grid\n\(head)\(metric)\(parameters)\(text)\n"
        return try ExperimentFile.parse(text: whole, fileName: fileName).experiment
    }

    @Test("have defaults")
    func defaults() throws {
        let sweep = try experiment("")
        #expect(sweep.seeds == [0])
        #expect(sweep.compute == Compute())
        #expect(sweep.packs == PackPolicy())
        #expect(sweep.budget == Budget())
        #expect(sweep.runCap == nil && sweep.reduceCommand == nil && sweep.description == nil)
    }

    @Test(
        "name the sweep, or the file does, or its folder",
        arguments: [
            ("name: digits", "x.yaml", "digits"), ("name: a.b_c-9", "x.yaml", "a.b_c-9"), ("", "x.yaml", "x"),
            ("", "runs/my sweep.yml", "my-sweep"), ("", "experiments/digits/sweep.yaml", "digits"),
            ("", "./sweep.yaml", "sweep"), ("", "../digits/sweep.yaml", "digits"), ("", "/tmp/-.yaml", "tmp"),
            ("", "", "sweep"),
        ])
    func names(text: String, file: String, name: String) throws {
        #expect(try experiment(text, fileName: file).name == name)
    }

    @Test(
        "repeat points under seeds",
        arguments: [("3", [0, 1, 2]), ("1", [0]), ("[7, 3, 5]", [3, 5, 7]), ("[42]", [42])])
    func seeds(text: String, seeds: [Int]) throws { #expect(try experiment("seeds: \(text)").seeds == seeds) }

    @Test(
        "size packs", arguments: [("8", 8), ("auto", nil), ("{size: 8}", 8), ("{size: auto}", nil)] as [(String, Int?)])
    func packs(text: String, size: Int?) throws { #expect(try experiment("packs: \(text)").packs.size == size) }

    @Test("set a budget")
    func budget() throws {
        #expect(
            try experiment("budget: {max_trials: 100, max_hours: 0.5, max_failed_percent: 12.5}").budget
                == Budget(maxTrials: 100, maxHours: 0.5, maxFailedPercent: 12.5))
    }

    @Test("name a reduce command")
    func reduce() throws {
        #expect(
            try experiment("reduce: {command: [python, reduce.py, 3]}").reduceCommand == ["python", "reduce.py", "3"])
        #expect(try experiment("reduce: {command: [./rank]}").reduceService == .auto)
        #expect(try experiment("reduce: {service: batch}").reduceService == .batch)
        #expect(try experiment("on_finish: ./tell.sh 'all done'").onFinish == "./tell.sh 'all done'")
    }

    @Test("set one lane in the short form")
    func oneLane() throws {
        #expect(
            try experiment("compute: {lane: spot, vcpus: 2, memory_mib: 4096, retries: 4, concurrency: 8}").compute
                == Compute(
                    lanes: [LaneRule(lane: .spot, vcpus: 2, memoryMiB: 4096, attempts: 5)], concurrency: 8))
        #expect(
            try experiment("compute: {timeout_seconds: 60}").compute.lanes
                == [LaneRule(lane: .onDemand, trialTimeoutSeconds: 60)])
    }

    @Test("list lanes in the order of the file")
    func lanes() throws {
        let sweep = try experiment(
            """
            compute:
              lanes:
                gpu-spot:
                  when: {a: {gte: 2, ne: 3}}
                  gpus: 4
                  last_attempt_on_demand: false
                fargate: {when: {a: [1, 3]}, vcpus: 0.25, memory_mib: 512}
                fargate-spot: {service: batch}
            """)
        let large = Condition(tests: [.init("a", .greaterThanOrEqual(2)), .init("a", .notEquals(3))])
        let small = Condition(tests: [.init("a", .oneOf([1, 3]))])
        #expect(
            sweep.compute.lanes == [
                LaneRule(lane: .gpuSpot, condition: large, gpus: 4, lastAttemptOnDemand: false),
                LaneRule(lane: .fargate, condition: small, vcpus: 0.25, memoryMiB: 512, service: .auto),
                LaneRule(lane: .fargateSpot, service: .batch),
            ])
    }

    @Test("end a list of lanes with one that takes the rest")
    func openLane() throws {
        let sweep = try experiment("compute: {lanes: {gpu: {when: {a: 3}}, spot: , }}")
        #expect(sweep.compute.lanes.map(\.lane) == [.gpu, .spot])
        #expect(sweep.compute.lanes.last?.condition == nil)
    }

    @Test("describe the data of a built-in trainer")
    func data() throws {
        let sweep = try experiment(
            """
            trainer: mlp
            metric: {name: validation_rmse}
            data:
              path: data/x.npy
              target_path: data/y.npy
              task: regression
              standardize: false
              split: {train: 0.7, test: 0.1, seed: 4, stratify: false}
            parameters: {epochs: {value: 3}}
            """)
        let split = DataSource.Split(train: 0.7, validation: 0.2, test: 0.1, seed: 4, stratify: false)
        let data = DataSource(
            path: "data/x.npy", targetPath: "data/y.npy", task: .regression, split: split, standardize: false)
        #expect(sweep.work == .builtIn(data))
        #expect(sweep.space.parameters(at: 0) == ["epochs": 3, "trainer": "mlp"])
    }

    @Test(
        "fill in the parts of a split that are not given",
        arguments: [
            ("", 0.6, 0.2, 0.2), (", split: {seed: 3}", 0.6, 0.2, 0.2), (", split: {test: 0.1}", 0.7, 0.2, 0.1),
            (", split: {train: 0.5, test: 0.25}", 0.5, 0.25, 0.25),
            (", split: {train: 0.7, validation: 0.3}", 0.7, 0.3, 0),
            (", split: {validation: 0.3, test: 0}", 0.7, 0.3, 0), (", folds: 5", 0.8, 0, 0.2),
            (", folds: 5, split: {test: 0}", 1, 0, 0), (", folds: 5, split: {train: 0.9}", 0.9, 0, 0.1),
        ])
    func split(text: String, train: Double, validation: Double, test: Double) throws {
        let sweep = try experiment(
            "trainer: ridge\ndata: {path: a.csv\(text)}\nmetric: {name: validation_rmse}\nparameters: {l2: {value: 1}}")
        guard case .builtIn(let data) = sweep.work else { return #expect(Bool(false)) }
        #expect([data.split.train, data.split.validation, data.split.test] == [train, validation, test])
    }

    @Test("take a path alone for data")
    func dataPath() throws {
        let sweep = try experiment(
            "trainer: ridge\ndata: a.csv\nmetric: {name: validation_r2, goal: maximize}\nparameters: {l2: {value: 1}}")
        #expect(sweep.work == .builtIn(DataSource(path: "a.csv")))
    }
}
