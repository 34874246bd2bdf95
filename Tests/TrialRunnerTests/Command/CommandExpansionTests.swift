import JSON
import SweepModel
import TestSupport
import Testing

@testable import TrialRunner

struct CommandExpansionTests {
    private static let parameters: JSON = [
        "lr": 0.01, "epochs": 3, "nesterov": true, "amp": false, "opt": ["name": "sgd"], "A": "x y",
    ]

    private func expand(
        _ command: [String], program: String? = "train.py", path: String = "/bin:/usr/bin"
    ) throws -> [String] {
        let expansion = CommandExpansion(
            parametersFile: "/p/parameters.json", environment: ["HOME": "/home/me", "EMPTY": "", "PATH": path],
            folder: "/")
        return try expansion.arguments(
            of: CommandTemplate(program: program, command: command), parameters: Self.parameters)
    }

    static let expansions: [(command: [String], arguments: [String])] = [
        (
            ["${args}"],
            ["--A=x y", "--amp=False", "--epochs=3", "--lr=0.01", "--nesterov=True", "--opt={'name': 'sgd'}"]
        ),
        (
            ["${args_no_equals}"],
            [
                "--A", "x y", "--amp", "False", "--epochs", "3", "--lr", "0.01", "--nesterov", "True", "--opt",
                "{'name': 'sgd'}",
            ]
        ),
        (
            ["${args_no_hyphens}"],
            ["A=x y", "amp=False", "epochs=3", "lr=0.01", "nesterov=True", "opt={'name': 'sgd'}"]
        ),
        (
            ["${args_no_boolean_flags}"],
            ["--A=x y", "--epochs=3", "--lr=0.01", "--nesterov", "--opt={'name': 'sgd'}"]
        ),
        (
            ["${args_json}"],
            [#"{"A":"x y","amp":false,"epochs":3,"lr":0.01,"nesterov":true,"opt":{"name":"sgd"}}"#]
        ),
        (
            ["--config", "${args_json_file}", "--c=${args_json_file}"],
            ["--config", "/p/parameters.json", "--c=/p/parameters.json"]
        ),
        (["${env}", "${program}", "-u"], ["/usr/bin/env", "train.py", "-u"]),
        (["${envvar:HOME}/bin/x", "a${envvar:EMPTY}b"], ["/home/me/bin/x", "ab"]),
        (["${unknown}", "$HOME", "${", "}", "x${args}y", ""], ["${unknown}", "$HOME", "${", "}", "x${args}y", ""]),
        (["${envvar:HOME}${program}"], ["/home/metrain.py"]),
    ]

    @Test("Every macro expands as W&B's agent expands it", arguments: expansions)
    func expansion(command: [String], arguments: [String]) throws {
        #expect(try expand(command) == arguments)
    }

    @Test("A macro that nothing stands behind is told")
    func problems() throws {
        #expect(
            throws: CommandExpansion.Problem(
                message: "`command` uses ${program}, but the sweep file has no `program`; add it")
        ) { try expand(["${program}"], program: nil) }
        #expect(
            throws: CommandExpansion.Problem(
                message: "`command` uses ${envvar:NOPE}, but the environment has no NOPE; set it")
        ) { try expand(["${envvar:NOPE}"]) }
    }

    @Test("The interpreter is python, or python3 where only that is installed")
    func interpreter() throws {
        let folder = try TemporaryFolder()
        func install(_ name: String) throws {
            let file = try folder.write("bin/" + name, "")
            #expect(try run("/bin/chmod", ["+x", file]).exitCode == 0)
        }
        let path = folder.path + "/bin"
        #expect(try expand(["${interpreter}"], path: path) == ["python"])
        try install("python3")
        #expect(try expand(["${interpreter}"], path: path) == ["python3"])
        try install("python")
        #expect(try expand(["${interpreter}"], path: path) == ["python"])
    }

    @Test("Parameters become variables by their names in capitals; where two names meet, the first has it")
    func environment() {
        let variables = CommandEnvironment.parameters([
            "learning_rate": 0.1, "opt": ["weight decay": 1, "name": "é"], "opt_name": "later", "a-b": true,
            "a.b": false,
            "é": 1, "list": [1, "x"], "zero": "a\0b",
        ])
        #expect(
            variables == [
                "STEPSWEEP_PARAM_LEARNING_RATE": "0.1", "STEPSWEEP_PARAM_OPT": "{'name': 'é', 'weight decay': 1}",
                "STEPSWEEP_PARAM_OPT_WEIGHT_DECAY": "1", "STEPSWEEP_PARAM_OPT_NAME": "é", "STEPSWEEP_PARAM_A_B": "True",
                "STEPSWEEP_PARAM__": "1", "STEPSWEEP_PARAM_LIST": "[1, 'x']",
            ])
    }
}
