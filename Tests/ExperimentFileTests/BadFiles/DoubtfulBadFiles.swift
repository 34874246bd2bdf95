extension BadFile {
    /// Legal, but seldom meant.
    static let doubtful: [BadFile] = [
        BadFile(
            "W&B's keys for its servers",
            #"""
            apiVersion: v1
            kind: sweep
            project: digits
            entity: me
            controller: {type: local}
            method: grid
            metric: {name: loss, target: 0.1, impute: best, impute_while_running: latest}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: apiVersion: has no effect here",
                "sweep.yaml:2:1: warning: kind: has no effect here",
                "sweep.yaml:3:1: warning: project: has no effect here: there are no W&B projects",
                "sweep.yaml:4:1: warning: entity: has no effect here: there are no W&B users or teams",
                "sweep.yaml:5:1: warning: controller: has no effect here: a grid needs no controller",
                "sweep.yaml:7:22: warning: metric.target: has no effect: every trial of the grid is run, also after one reaches it",
                "sweep.yaml:7:35: warning: metric.impute: has no effect on a grid: failed trials are ranked behind all others",
                "sweep.yaml:7:49: warning: metric.impute_while_running: has no effect on a grid: failed trials are ranked behind all others",
            ]),
        BadFile(
            "a missing goal for an accuracy",
            #"""
            method: grid
            metric: {name: test/Accuracy}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:2:9: warning: metric.goal: is missing, and W&B's default is minimize; add `goal: maximize` if a greater `test/Accuracy` is better"
            ]),
        BadFile(
            "a missing goal for a metric of a trainer",
            #"""
            method: grid
            metric: {name: validation_roc_auc}
            trainer: softmax
            data: a.csv
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:2:9: warning: metric.goal: is missing, and W&B's default is minimize; add `goal: maximize` if a greater `validation_roc_auc` is better"
            ]),
        BadFile(
            "a goal that ranks the worst first",
            #"""
            method: grid
            metric: {name: validation_log_loss, goal: maximize}
            trainer: softmax
            data: a.csv
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:2:43: warning: metric.goal: maximize ranks the worst trials first: better is smaller for `validation_log_loss`"
            ]),
        BadFile(
            "no metric",
            #"""
            method: grid
            trainer: softmax
            data: a.csv
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_accuracy, goal: maximize}` is taken"
            ]),
        BadFile(
            "no metric for a network with a task",
            #"""
            method: grid
            trainer: mlp
            data: {path: a.csv, task: regression}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken"
            ]),
        BadFile(
            "exponents that look like values",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {distribution: log_uniform, min: 0.0001, max: 0.1, steps: 3}}
            """#,
            [
                "sweep.yaml:4:17: warning: parameters.a: min and max of `log_uniform` are exponents of e, so this range runs from 1.000100005 to 1.105170918076; use `log_uniform_values` if you mean the values themselves"
            ]),
        BadFile(
            "words that are flags",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [yes, no, On, off]}}
            """#,
            [
                "sweep.yaml:4:27: warning: parameters.a.values[0]: `yes` is read as true; write true, or quote it if you mean the word",
                "sweep.yaml:4:32: warning: parameters.a.values[1]: `no` is read as false; write false, or quote it if you mean the word",
                "sweep.yaml:4:36: warning: parameters.a.values[2]: `On` is read as true; write true, or quote it if you mean the word",
                "sweep.yaml:4:36: warning: parameters.a.values[2]: true is listed twice; it is tried once",
                "sweep.yaml:4:40: warning: parameters.a.values[3]: `off` is read as false; write false, or quote it if you mean the word",
                "sweep.yaml:4:40: warning: parameters.a.values[3]: false is listed twice; it is tried once",
            ]),
        BadFile(
            "a value listed twice",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2, 1.0]}}
            """#,
            [
                "sweep.yaml:4:33: warning: parameters.a.values[2]: 1.0 is listed twice; it is tried once"
            ]),
        BadFile(
            "more steps than whole numbers",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1, max: 4, steps: 10}}
            """#,
            [
                "sweep.yaml:4:41: warning: parameters.a.steps: there are only 4 whole numbers from 1 to 4; each is tried once"
            ]),
        BadFile(
            "steps that fall together when rounded",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {distribution: q_log_uniform_values, min: 1, max: 8, q: 2, steps: 8}}
            """#,
            [
                "sweep.yaml:4:83: warning: parameters.a.steps: rounding to multiples of 2 leaves 5 of 8 values"
            ]),
        BadFile(
            "a name with spaces",
            #"""
            name: My first sweep!
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:7: warning: name: becomes `My-first-sweep`: at most 40 letters, digits, `_`, `-` and `.`"
            ]),
        BadFile(
            "a name that is too long",
            #"""
            name: this-is-a-very-long-name-for-a-very-small-sweep
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:7: warning: name: becomes `this-is-a-very-long-name-for-a-very-smal`: at most 40 letters, digits, `_`, `-` and `.`"
            ]),
        BadFile(
            "a lane behind one that takes all",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute: {lanes: {spot: {}, gpu: {when: {a: 2}}}}
            """#,
            [
                "sweep.yaml:5:29: warning: compute.lanes.gpu: is never used: `spot` before it takes every trial"
            ]),
        BadFile(
            "a last attempt on a lane that is no Spot lane",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            compute: {lane: fargate, last_attempt_on_demand: true}
            """#,
            [
                "sweep.yaml:5:26: warning: compute.last_attempt_on_demand: has no effect: `fargate` is no Spot lane"
            ]),
        BadFile(
            "an exclusion that never happens",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [x, y]}}
            exclude: [{a: {gt: 5}}, {b: z}, {b: [x, z], a: 1}]
            """#,
            [
                "sweep.yaml:5:15: warning: exclude[0].a: no value of `a` meets this",
                #"sweep.yaml:5:29: warning: exclude[1].b: `b` never has the value "z""#,
                #"sweep.yaml:5:37: warning: exclude[2].b: `b` never has the value "z""#,
            ]),
        BadFile(
            "a momentum that no trial looks at",
            #"""
            method: grid
            trainer: mlp
            data: {path: a.csv, task: classification}
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {momentum: {values: [0.8, 0.9]}}
            """#,
            [
                "sweep.yaml:5:14: warning: parameters.momentum: has no effect on mlp with `optimizer: adam`, the default; all its values give the same trials"
            ]),
        BadFile(
            "a momentum that some trials look at",
            #"""
            method: grid
            trainer: mlp
            data: {path: a.csv, task: classification}
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {momentum: {values: [0.8, 0.9]}, optimizer: {values: [sgd, momentum, adam]}}
            """#,
            [
                "sweep.yaml:5:14: warning: parameters.momentum: has no effect on mlp with `optimizer: sgd, adam`; add `when: {momentum: {optimizer: [momentum]}}`"
            ]),
    ]
}
