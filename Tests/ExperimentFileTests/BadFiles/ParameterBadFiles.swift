extension BadFile {
    /// `parameters`.
    static let parameter: [BadFile] = [
        BadFile(
            "no parameters",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {}
            """#,
            [
                "sweep.yaml:4:13: parameters: needs at least one parameter"
            ]),
        BadFile(
            "parameters as a list",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: [a, b]
            """#,
            [
                #"sweep.yaml:4:13: parameters: must be a mapping from names to values, received ["a","b"]"#
            ]),
        BadFile(
            "a bare value, a bare list and nothing",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters:
              a: 0.1
              b: [1, 2]
              c:
            """#,
            [
                "sweep.yaml:5:6: parameters.a: must be a mapping, received 0.1; write `{value: 0.1}`",
                "sweep.yaml:6:6: parameters.b: must be a mapping, received [1,2]; write `{values: […]}`",
                "sweep.yaml:7:5: parameters.c: must be a mapping, received nothing; write `{value: null}`",
            ]),
        BadFile(
            "names that are none",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {1a: {value: 1}, "a b": {value: 1}, -x: {value: 1}}
            """#,
            [
                "sweep.yaml:4:14: parameters.1a: is no parameter name: a letter or `_`, then letters, digits, `_`, `-` and `.`",
                "sweep.yaml:4:30: parameters.a b: is no parameter name: a letter or `_`, then letters, digits, `_`, `-` and `.`",
                "sweep.yaml:4:49: parameters.-x: is no parameter name: a letter or `_`, then letters, digits, `_`, `-` and `.`",
            ]),
        BadFile(
            "an empty form",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {}}
            """#,
            [
                "sweep.yaml:4:17: parameters.a: needs `value`, `values`, or `min` and `max`; received nothing"
            ]),
        BadFile(
            "an empty list, a single value and a mapping as values",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: []}, b: {values: 3}, c: {values: {x: 1}}}
            """#,
            [
                "sweep.yaml:4:26: parameters.a.values: must be a list of at least one value, received []",
                "sweep.yaml:4:43: parameters.b.values: must be a list of at least one value, received 3; write `[3]`",
                #"sweep.yaml:4:59: parameters.c.values: must be a list of at least one value, received {"x":1}"#,
            ]),
        BadFile(
            "a value and values",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1, values: [1, 2]}}
            """#,
            [
                "sweep.yaml:4:28: parameters.a.values: can't stand beside `value`"
            ]),
        BadFile(
            "values with a range, and with steps",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2], min: 0, max: 3}, b: {values: [1, 2], steps: 2}}
            """#,
            [
                "sweep.yaml:4:34: parameters.a.min: can't stand beside `values`",
                "sweep.yaml:4:42: parameters.a.max: can't stand beside `values`",
                "sweep.yaml:4:71: parameters.b.steps: can't stand beside `values`",
            ]),
        BadFile(
            "a range without an end",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1}, b: {max: 2.0, steps: 3}}
            """#,
            [
                "sweep.yaml:4:17: parameters.a: `int_uniform` needs `max`",
                "sweep.yaml:4:30: parameters.b: `uniform` needs `min`",
            ]),
        BadFile(
            "ends in the wrong order, and equal ends",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 8, max: 1}, b: {min: 0.1, max: 0.1, steps: 3}}
            """#,
            [
                "sweep.yaml:4:31: parameters.a.max: must be greater than min (8), received 1",
                "sweep.yaml:4:54: parameters.b.max: must be greater than min (0.1), received 0.1; write `value` for a single one",
            ]),
        BadFile(
            "ends that are no numbers",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: low, max: high}, b: {min: "1", max: 2}}
            """#,
            [
                "sweep.yaml:4:23: parameters.a.min: must be a number, received `low`",
                "sweep.yaml:4:33: parameters.a.max: must be a number, received `high`",
                "sweep.yaml:4:49: parameters.b.min: must be a number, received `1`",
            ]),
        BadFile(
            "fractions for int_uniform",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {distribution: int_uniform, min: 1.5, max: 3}}
            """#,
            [
                "sweep.yaml:4:50: parameters.a.min: must be a whole number for int_uniform, received 1.5"
            ]),
        BadFile(
            "a range of fractions without steps",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 0.0, max: 1.0}}
            """#,
            [
                "sweep.yaml:4:17: parameters.a: `uniform` needs `steps: n` on a grid: n values, both ends included"
            ]),
        BadFile(
            "a single step, no step and steps in words",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters:
              a: {min: 0.0, max: 1.0, steps: 1}
              b: {min: 0.0, max: 1.0, steps: 0}
              c: {min: 0.0, max: 1.0, steps: many}
            """#,
            [
                "sweep.yaml:5:34: parameters.a.steps: must be a whole number between 2 and 100000, received 1",
                "sweep.yaml:6:34: parameters.b.steps: must be a whole number between 2 and 100000, received 0",
                "sweep.yaml:7:34: parameters.c.steps: must be a whole number between 2 and 100000, received `many`",
            ]),
        BadFile(
            "too many steps",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 0.0, max: 1.0, steps: 1000000}}
            """#,
            [
                "sweep.yaml:4:45: parameters.a.steps: must be a whole number between 2 and 100000, received 1000000"
            ]),
        BadFile(
            "steps too close to tell apart",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1.0, max: 1.0000000000001, steps: 10}}
            """#,
            [
                "sweep.yaml:4:57: parameters.a.steps: 10 numbers between 1.0 and 1.0000000000001 can't be told apart in 13 digits; take fewer"
            ]),
        BadFile(
            "a log scale from zero and from below",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters:
              a: {distribution: log_uniform_values, min: 0, max: 1, steps: 3}
              learning_rate:
                distribution: log_uniform_values
                min: -0.1
                max: 1
                steps: 3
            """#,
            [
                "sweep.yaml:5:46: parameters.a.min: must be greater than 0 for a log scale, received 0",
                "sweep.yaml:8:10: parameters.learning_rate.min: must be greater than 0 for a log scale, received -0.1",
            ]),
        BadFile(
            "exponents out of range",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {distribution: log_uniform, min: -1000, max: 1000, steps: 3}}
            """#,
            [
                "sweep.yaml:4:50: parameters.a.min: must be between -700 and 700: it is an exponent of e, received -1000",
                "sweep.yaml:4:62: parameters.a.max: must be between -700 and 700: it is an exponent of e, received 1000",
            ]),
        BadFile(
            "a misspelt distribution",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {distribution: log_unifrom_values, min: 1, max: 2, steps: 3}}
            """#,
            [
                "sweep.yaml:4:32: parameters.a.distribution: must be one of constant, categorical, categorical_w_probabilities, int_uniform, uniform, q_uniform, log_uniform, log_uniform_values, q_log_uniform, q_log_uniform_values, inv_log_uniform, inv_log_uniform_values, normal, q_normal, log_normal, q_log_normal, beta, q_beta, received `log_unifrom_values`; did you mean `log_uniform_values`?"
            ]),
        BadFile(
            "distributions that no grid can use",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters:
              a: {distribution: normal, mu: 0, sigma: 1}
              b: {distribution: beta, a: 1, b: 2}
              c: {mu: 1, sigma: 2}
            """#,
            [
                "sweep.yaml:5:21: parameters.a.distribution: `normal` can't be used on a grid: it has no ends or no even spacing; list `values`, or give a range with `steps`",
                "sweep.yaml:6:21: parameters.b.distribution: `beta` can't be used on a grid: it has no ends or no even spacing; list `values`, or give a range with `steps`",
                "sweep.yaml:7:6: parameters.c.distribution: `normal` can't be used on a grid: it has no ends or no even spacing; list `values`, or give a range with `steps`",
            ]),
        BadFile(
            "probabilities",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2], probabilities: [0.3, 0.7]}}
            """#,
            [
                "sweep.yaml:4:49: parameters.a.probabilities: can't be used on a grid, which tries every value once; remove it"
            ]),
        BadFile(
            "a quantum without a distribution, of zero, and with steps",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters:
              a: {min: 0, max: 1, q: 0.1}
              b: {distribution: q_uniform, min: 0, max: 1, q: 0}
              c: {distribution: q_uniform, min: 0, max: 1, q: 0.1, steps: 3}
            """#,
            [
                "sweep.yaml:5:23: parameters.a.q: needs a distribution such as `distribution: q_uniform`",
                "sweep.yaml:6:51: parameters.b.q: must be a number greater than 0, received 0",
                "sweep.yaml:7:56: parameters.c.steps: can't stand beside `distribution: q_uniform`: `q` is the step",
            ]),
        BadFile(
            "a quantum that is too small",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {distribution: q_uniform, min: 0, max: 1, q: 0.000001}}
            """#,
            [
                "sweep.yaml:4:62: parameters.a.q: gives more than 100000 values; take a larger one"
            ]),
        BadFile(
            "a range of more whole numbers than there are",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: -9223372036854775808, max: 9223372036854775807}}
            """#,
            [
                "sweep.yaml:4:17: parameters.a: spans more than 9223372036854775807 whole numbers"
            ]),
        BadFile(
            "a misspelt key of a form",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {distribuiton: uniform, min: 0, max: 1}, b: {min: 0.1, maks: 1, steps: 3}}
            """#,
            [
                "sweep.yaml:4:18: parameters.a.distribuiton: is not a key here; did you mean `distribution`?",
                "sweep.yaml:4:61: parameters.b: `uniform` needs `max`",
                "sweep.yaml:4:72: parameters.b.maks: is not a key here; known are value, values, distribution, min, max, steps, q, parameters, probabilities, mu, sigma, a, b",
            ]),
        BadFile(
            "nested parameters beside a value",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1, parameters: {b: {value: 1}}}}
            """#,
            [
                "sweep.yaml:4:18: parameters.a.value: can't stand beside nested `parameters`"
            ]),
        BadFile(
            "a dotted name that is a nested one's",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {parameters: {b: {value: 1}}}, a.b: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:4:48: parameters.a.b: has the name of `parameters.a.parameters.b` on line 4; rename one"
            ]),
        BadFile(
            "a grid with more points than there are numbers",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1, max: 10000000000}, b: {min: 1, max: 10000000000}}
            """#,
            [
                "sweep.yaml:4:14: parameters: the grid has more than 9223372036854775807 points; nothing can number them; take fewer values"
            ]),
        BadFile(
            "more trials than there are numbers",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            seeds: 10
            parameters: {a: {min: 1, max: 1000000000}, b: {min: 1, max: 9000000000}}
            """#,
            [
                "sweep.yaml:4:8: seeds: 10 seeds of 9000000000000000000 points are more than 9223372036854775807 trials"
            ]),
        BadFile(
            "a q that numbers outgrow",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {distribution: q_log_uniform_values, min: 1.0, max: 1.0e+300, q: 1.0e-10, steps: 4}}
            """#,
            [
                "sweep.yaml:4:82: parameters.a.q: is too small for numbers up to 1e+300: they can't be written as multiples of 1e-10; take a larger one"
            ]),
    ]
}
