import ExperimentFile
import JSON
import SweepModel
import Testing

/// Grid sweeps as W&B's users write them, word for word.
@Suite("A W&B sweep file")
struct WeightsAndBiasesTests {
    private func experiment(_ text: String) throws -> Experiment {
        try ExperimentFile.parse(text: text, fileName: "sweep.yaml").experiment
    }

    @Test("with nested parameters and a command of macros is accepted unchanged")
    func nested() throws {
        let sweep = try experiment(
            """
            program: train.py
            method: grid
            metric: {name: validation_loss, goal: minimize}
            parameters:
              batch_size: {values: [16, 32, 64]}
              optimizer: {parameters: {name: {values: [adam, sgd]}, momentum: {value: 0.9}}}
            command: ["${env}", "${interpreter}", "${program}", "--config", "base.json", "${args}"]
            """)
        #expect(sweep.space.pointCount == 6)
        #expect(sweep.space.parameters(at: 1).text() == #"{"batch_size":16,"optimizer":{"momentum":0.9,"name":"sgd"}}"#)
        #expect(
            sweep.work
                == .command(
                    CommandTemplate(
                        program: "train.py",
                        command: ["${env}", "${interpreter}", "${program}", "--config", "base.json", "${args}"])))
        #expect(sweep.metric == Metric(name: "validation_loss", goal: .minimize))
        #expect(sweep.name == "sweep")
    }

    @Test("in block style, with every grid form, is accepted unchanged")
    func block() throws {
        let sweep = try experiment(
            """
            # A comment of a user
            project: my-project
            name: sweep-demo
            description: "Search for a good learning rate"
            method: grid
            metric:
              goal: maximize
              name: val.acc
            run_cap: 10
            program: src/train.py
            parameters:
              learning_rate:
                values:
                  - 1e-3
                  - 0.01
              layers:
                min: 1
                max: 3
              drop:
                distribution: q_uniform
                min: 0
                max: 0.3
                q: 0.1
              epochs:
                value: 5
              fc_layer_size:
                distribution: categorical
                values: [128, 256]
            """)
        #expect(sweep.runCap == 10)
        #expect(sweep.description == "Search for a good learning rate")
        #expect(sweep.space.pointCount == 36)
        #expect(
            sweep.space.parameters(at: 0).text()
                == #"{"drop":0.0,"epochs":5,"fc_layer_size":128,"layers":1,"learning_rate":0.001}"#)
        #expect(
            sweep.space.parameters(at: 1).text()
                == #"{"drop":0.0,"epochs":5,"fc_layer_size":128,"layers":1,"learning_rate":0.01}"#)
        #expect(sweep.work == .command(CommandTemplate(program: "src/train.py")))
    }

    @Test(
        "may use every macro",
        arguments: [
            "${env}", "${interpreter}", "${program}", "${args}", "${args_no_equals}", "${args_no_hyphens}",
            "${args_no_boolean_flags}", "${args_json}", "${args_json_file}", "${envvar:HOME}", "--x=${envvar:A_B}/y",
            "$HOME", "100%",
        ])
    func macros(macro: String) throws {
        let sweep = try experiment(
            "method: grid\nmetric: {name: loss}\nprogram: a.py\nparameters: {a: {value: 1}}\ncommand: [python, \"\(macro)\"]"
        )
        #expect(sweep.work == .command(CommandTemplate(program: "a.py", command: ["python", macro])))
    }

    @Test("may have numbers and flags in its command, which keep their spelling")
    func arguments() throws {
        let sweep = try experiment(
            "method: grid\nmetric: {name: loss}\nparameters: {a: {value: 1}}\ncommand: [./run, 10, 1e-3, yes, '']")
        #expect(sweep.work == .command(CommandTemplate(program: nil, command: ["./run", "10", "1e-3", "yes", ""])))
    }

    @Test("may have dots in a parameter's name")
    func dots() throws {
        let sweep = try experiment(
            "method: grid\nmetric: {name: loss}\nprogram: a.py\nparameters: {opt.lr: {values: [1, 2]}, x: {value: 1}}\n"
                + "when: {x: {opt.lr: 2}}")
        #expect(sweep.space.parameters(at: 1).text() == #"{"opt.lr":2,"x":1}"#)
        #expect(sweep.space.parameters(at: 0).text() == #"{"opt.lr":1}"#)
    }
}
