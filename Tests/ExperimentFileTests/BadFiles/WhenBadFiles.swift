extension BadFile {
    /// `when`.
    static let when: [BadFile] = [
        BadFile(
            "a list",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            when: [a]
            """#,
            [
                #"sweep.yaml:5:7: when: must be a mapping such as `{momentum: {optimizer: sgd}}`, received ["a"]"#
            ]),
        BadFile(
            "parameters that do not exist",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {momentum: {values: [1, 2]}, optimizer: {values: [sgd, adam]}}
            when: {momentun: {optimizer: sgd}, momentum: {optimiser: sgd}}
            """#,
            [
                "sweep.yaml:5:8: when.momentun: is not among `parameters`; did you mean `momentum`?",
                "sweep.yaml:5:47: when.momentum.optimiser: is not among `parameters`; did you mean `optimizer`?",
            ]),
        BadFile(
            "a value that never occurs",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {momentum: {values: [1, 2]}, optimizer: {values: [sgd, adam]}}
            when: {momentum: {optimizer: sdg}}
            """#,
            [
                #"sweep.yaml:5:30: when.momentum.optimizer: `optimizer` never has the value "sdg"; did you mean `sgd`?"#
            ]),
        BadFile(
            "a test that no value meets",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [0.1, 0.2]}}
            when: {a: {b: {gt: 0.5}}}
            """#,
            [
                "sweep.yaml:5:15: when.a.b: no value of `b` meets this"
            ]),
        BadFile(
            "an unknown test",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [0.1, 0.2]}}
            when: {a: {b: {greater: 0.1}}}
            """#,
            [
                "sweep.yaml:5:16: when.a.b.greater: is no test; known are eq, ne, in, not_in, lt, lte, gt, gte"
            ]),
        BadFile(
            "tests with values of the wrong kind",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [0.1, 0.2]}}
            when: {a: {b: {gt: high, in: 3, not_in: []}}}
            """#,
            [
                "sweep.yaml:5:20: when.a.b.gt: must be a number, received `high`",
                "sweep.yaml:5:30: when.a.b.in: must be a list of at least one value, received 3",
                "sweep.yaml:5:41: when.a.b.not_in: must be a list of at least one value, received []",
            ]),
        BadFile(
            "empty conditions",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [0.1, 0.2]}, c: {values: [1, 2]}}
            when: {a: {}, b: {c: []}, c: {a: {}}}
            """#,
            [
                "sweep.yaml:5:11: when.a: must be a mapping from parameters to values, received {}",
                "sweep.yaml:5:22: when.b.c: must list at least one value",
                "sweep.yaml:5:34: when.c.a: needs a test such as `gt: 0.1`",
            ]),
        BadFile(
            "a circle",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [1, 2]}, c: {values: [1, 2]}}
            when: {a: {b: 1}, b: {c: 1}, c: {a: 1}}
            """#,
            [
                "sweep.yaml:5:8: when.a: `when` goes in a circle: `a` needs `b`, which needs `c`, which needs `a`"
            ]),
        BadFile(
            "a parameter that needs itself",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            when: {a: {a: 1}}
            """#,
            [
                "sweep.yaml:5:8: when.a: `when` goes in a circle: `a` needs `a`"
            ]),
        BadFile(
            "a group as a value",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, o: {parameters: {x: {values: [1, 2]}, y: {value: 1}}}}
            when: {a: {o: 1}}
            """#,
            [
                "sweep.yaml:5:12: when.a.o: is a group of parameters; name one of them: `o.x`, `o.y`"
            ]),
        BadFile(
            "a range that is too long to hang others on",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1, max: 1000000000000}, b: {values: [1, 2]}}
            when: {b: {a: 5}}
            """#,
            [
                "sweep.yaml:5:8: when.b: `when` depends on too many combinations of `a`: combinations times tied parameters may be at most 1000000"
            ]),
    ]
}
