extension BadFile {
    /// `trainer`, `program` and `command`.
    static let work: [BadFile] = [
        BadFile(
            "nothing to run",
            #"""
            method: grid
            metric: {name: loss}
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:1:1: trainer: is missing: say what to run, `trainer: mlp` for a built-in trainer (mlp, ridge, softmax) or `program: train.py` for your own"
            ]),
        BadFile(
            "a trainer and a program",
            #"""
            method: grid
            metric: {name: loss}
            trainer: mlp
            data: a.csv
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:3:1: trainer: is for built-in trainers and can't stand beside `program` or `command`; remove one of them",
                "sweep.yaml:4:1: data: is for built-in trainers and can't stand beside `program` or `command`; give your program the path as a parameter",
            ]),
        BadFile(
            "an unknown trainer",
            #"""
            method: grid
            metric: {name: loss}
            trainer: mpl
            data: a.csv
            parameters: {hidden: {value: 1}}
            """#,
            [
                "sweep.yaml:3:10: trainer: must be one of mlp, ridge, softmax, received `mpl`; did you mean `mlp`?"
            ]),
        BadFile(
            "a trainer of another kind",
            #"""
            method: grid
            metric: {name: loss}
            trainer: [mlp]
            data: a.csv
            parameters: {hidden: {value: 1}}
            """#,
            [
                #"sweep.yaml:3:10: trainer: must be one of mlp, ridge, softmax, received ["mlp"]"#
            ]),
        BadFile(
            "a trainer named twice",
            #"""
            method: grid
            metric: {name: validation_accuracy, goal: maximize}
            trainer: mlp
            data: a.csv
            parameters: {trainer: {values: [mlp, softmax]}, l2: {value: 1}}
            """#,
            [
                "sweep.yaml:5:14: parameters.trainer: the key `trainer` on line 3 names it too; remove one of them"
            ]),
        BadFile(
            "an unknown trainer among the parameters",
            #"""
            method: grid
            metric: {name: validation_accuracy, goal: maximize}
            data: a.csv
            parameters: {trainer: {values: [mlp, sofmax]}, l2: {value: 1}}
            """#,
            [
                #"sweep.yaml:4:38: parameters.trainer: must be one of mlp, ridge, softmax, received "sofmax"; did you mean `softmax`?"#
            ]),
        BadFile(
            "trainers that learn no common task",
            #"""
            method: grid
            data: a.csv
            parameters: {trainer: {values: [ridge, softmax]}, l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:3:1: trainer: ridge, softmax learn no common task, so their trials can't be compared"
            ]),
        BadFile(
            "a program that is no text",
            #"""
            method: grid
            metric: {name: loss}
            program: [train.py]
            parameters: {a: {value: 1}}
            """#,
            [
                #"sweep.yaml:3:10: program: must be text, received ["train.py"]"#
            ]),
        BadFile(
            "a command that is text",
            #"""
            method: grid
            metric: {name: loss}
            command: python train.py ${args}
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:3:10: command: must be a list with the program first, received `python train.py ${args}`"
            ]),
        BadFile(
            "a command with a list in it",
            #"""
            method: grid
            metric: {name: loss}
            command: [python, [train.py], null]
            parameters: {a: {value: 1}}
            """#,
            [
                #"sweep.yaml:3:19: command[1]: must be text, received ["train.py"]"#,
                "sweep.yaml:3:31: command[2]: must be text, received null",
            ]),
        BadFile(
            "macros that nobody knows",
            #"""
            method: grid
            metric: {name: loss}
            command: ["${env}", "${interpretor}", "${program}", "${arg}", "${home}"]
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:3:21: command[1]: `${interpretor}` is no macro; did you mean `${interpreter}`?",
                "sweep.yaml:3:39: command[2]: `${program}` needs the key `program`",
                "sweep.yaml:3:53: command[3]: `${arg}` is no macro; did you mean `${args}`?",
                "sweep.yaml:3:63: command[4]: `${home}` is no macro; known are ${env}, ${interpreter}, ${program}, ${args}, ${args_no_equals}, ${args_no_hyphens}, ${args_no_boolean_flags}, ${args_json}, ${args_json_file}, ${envvar:NAME}",
            ]),
        BadFile(
            "no data for a trainer",
            #"""
            method: grid
            trainer: ridge
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: data: is missing: a built-in trainer needs a file; add `data: {path: data.csv, target: label}`",
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
            ]),
    ]
}
