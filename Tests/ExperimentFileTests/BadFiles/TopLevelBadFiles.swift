extension BadFile {
    /// Keys at the top of a file.
    static let topLevel: [BadFile] = [
        BadFile(
            "nothing that a sweep needs",
            #"""
            name: digits
            """#,
            [
                "sweep.yaml:1:1: method: is missing; add `method: grid`",
                "sweep.yaml:1:1: parameters: is missing; add `parameters: {learning_rate: {values: [0.01, 0.1]}}`",
                "sweep.yaml:1:1: trainer: is missing: say what to run, `trainer: mlp` for a built-in trainer (mlp, ridge, softmax) or `program: train.py` for your own",
            ]),
        BadFile(
            "no method",
            #"""
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:1:1: method: is missing; add `method: grid`"
            ]),
        BadFile(
            "the method random",
            #"""
            method: random
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:1:9: method: `random` is not supported: only `method: grid` is, which tries every combination once"
            ]),
        BadFile(
            "the method bayes with a continuous range",
            #"""
            method: bayes
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 0.1, max: 1.0}}
            """#,
            [
                "sweep.yaml:1:9: method: `bayes` is not supported: only `method: grid` is, which tries every combination once",
                "sweep.yaml:4:17: parameters.a: `uniform` needs `steps: n` on a grid: n values, both ends included",
            ]),
        BadFile(
            "a method that nobody knows",
            #"""
            method: gird
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:1:9: method: must be grid, received `gird`"
            ]),
        BadFile(
            "a misspelt key",
            #"""
            method: grid
            metrik: {name: loss}
            program: train.py
            parametrs: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:1:1: parameters: is missing; add `parameters: {learning_rate: {values: [0.01, 0.1]}}`",
                "sweep.yaml:1:1: metric: is missing: trials are ranked by one number that your program reports; add `metric: {name: validation_loss, goal: minimize}`",
                "sweep.yaml:2:1: metrik: is not a key here; did you mean `metric`?",
                "sweep.yaml:4:1: parametrs: is not a key here; did you mean `parameters`?",
            ]),
        BadFile(
            "an unknown key",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            colour: blue
            """#,
            [
                "sweep.yaml:5:1: colour: is not a key here; known are name, description, method, metric, parameters, trainer, program, command, data, seeds, zip, when, exclude, run_cap, compute, packs, budget, reduce, on_finish, environment, secrets"
            ]),
        BadFile(
            "early termination",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            early_terminate: {type: hyperband, min_iter: 3}
            """#,
            [
                "sweep.yaml:5:1: early_terminate: stopping trials early is not supported: every trial of a grid runs to its end; remove this key"
            ]),
        BadFile(
            "several metrics, a scheduler, a job and an image",
            #"""
            method: grid
            metrics: [{name: a}, {name: b}]
            scheduler: {engine: optuna}
            job: me/project/job:v1
            image_uri: me/image
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:1: metrics: several metrics need `method: custom`; name one in `metric`",
                "sweep.yaml:3:1: scheduler: an outside optimizer needs `method: custom`; remove this key for a grid",
                "sweep.yaml:4:1: job: a W&B Launch job can't be run here; name what to run with `program` or `command`",
                "sweep.yaml:5:1: image_uri: a W&B Launch image can't be run here; name what to run with `program` or `command`",
            ]),
        BadFile(
            "a kind that is no sweep",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            kind: job
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:4:7: kind: must be sweep, received `job`"
            ]),
        BadFile(
            "a name without letters",
            #"""
            method: grid
            name: "-- --"
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:7: name: needs a letter or a digit, received `-- --`"
            ]),
        BadFile(
            "a name and a description that are numbers",
            #"""
            method: grid
            name: 5
            description: 7
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:7: name: must be text, received 5; put it in quotes",
                "sweep.yaml:3:14: description: must be text, received 7; put it in quotes",
            ]),
        BadFile(
            "a run cap of nothing",
            #"""
            method: grid
            run_cap: 0
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:10: run_cap: must be a whole number of at least 1, received 0"
            ]),
        BadFile(
            "a run cap in words",
            #"""
            method: grid
            run_cap: ten
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:10: run_cap: must be a whole number of at least 1, received `ten`"
            ]),
        BadFile(
            "seeds of every wrong kind",
            #"""
            method: grid
            seeds: [1, -1, 1, x, 1.5]
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:12: seeds[1]: must be a whole number of at least 0, received -1",
                "sweep.yaml:2:16: seeds[2]: 1 is listed twice",
                "sweep.yaml:2:19: seeds[3]: must be a whole number of at least 0, received `x`",
                "sweep.yaml:2:22: seeds[4]: must be a whole number of at least 0, received 1.5",
            ]),
        BadFile(
            "no seeds",
            #"""
            method: grid
            seeds: 0
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:8: seeds: must be a number between 1 and 10000, or a list of that many seeds, received 0"
            ]),
        BadFile(
            "seeds in words",
            #"""
            method: grid
            seeds: three
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:8: seeds: must be a number between 1 and 10000, or a list of that many seeds, received `three`"
            ]),
        BadFile(
            "packs of nothing",
            #"""
            method: grid
            packs: 0
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:8: packs: must be auto or a number of trials between 1 and 10000, received 0"
            ]),
        BadFile(
            "packs with a wrong key and a wrong size",
            #"""
            method: grid
            packs: {sise: 8, size: many}
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:9: packs.sise: is not a key here; did you mean `size`?",
                "sweep.yaml:2:24: packs.size: must be a whole number between 1 and 10000, received `many`",
            ]),
        BadFile(
            "packs without a size",
            #"""
            method: grid
            packs: {}
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:8: packs: needs `size`"
            ]),
        BadFile(
            "a budget of no dollars",
            #"""
            method: grid
            budget: {max_usd: free}
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:19: budget.max_usd: must be US dollars between 0.01 and 10000000, received `free`"
            ]),
        BadFile(
            "a budget out of range",
            #"""
            method: grid
            budget: {max_trials: -1, max_hours: 0, max_failed_percent: 101, max_minutes: 3}
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:22: budget.max_trials: must be a whole number between 1 and 10000000, received -1",
                "sweep.yaml:2:37: budget.max_hours: must be hours between 0.001 and 8760, received 0",
                "sweep.yaml:2:60: budget.max_failed_percent: must be a percentage between 0 and 100, received 101",
                "sweep.yaml:2:65: budget.max_minutes: is not a key here; known are max_trials, max_hours, max_failed_percent, max_usd",
            ]),
        BadFile(
            "a reduce command that is no list",
            #"""
            method: grid
            reduce: {command: python reduce.py}
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:19: reduce.command: must be a list with the program first, received `python reduce.py`"
            ]),
        BadFile(
            "a reduce command inside a list, and none at all",
            #"""
            method: grid
            reduce: {comand: [python]}
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:9: reduce: needs `command` or `service`",
                "sweep.yaml:2:10: reduce.comand: is not a key here; did you mean `command`?",
            ]),
        BadFile(
            "a service that ranks nothing",
            #"""
            method: grid
            reduce: {service: lamda}
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:19: reduce.service: must be one of auto, lambda, batch, received `lamda`; did you mean `lambda`?"
            ]),
    ]
}
