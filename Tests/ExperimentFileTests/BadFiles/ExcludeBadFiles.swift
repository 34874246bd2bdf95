extension BadFile {
    /// `exclude`.
    static let exclude: [BadFile] = [
        BadFile(
            "a mapping",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            exclude: {a: 1}
            """#,
            [
                #"sweep.yaml:5:10: exclude: must be a list such as `[{optimizer: sgd}]`, received {"a":1}"#
            ]),
        BadFile(
            "an empty condition and text",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            exclude: [{}, a]
            """#,
            [
                "sweep.yaml:5:11: exclude[0]: must be a mapping from parameters to values, received {}",
                "sweep.yaml:5:15: exclude[1]: must be a mapping from parameters to values, received `a`",
            ]),
        BadFile(
            "a parameter that does not exist",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {learning_rate: {values: [1, 2]}}
            exclude: [{learning-rate: 1}]
            """#,
            [
                "sweep.yaml:5:12: exclude[0].learning-rate: is not among `parameters`; did you mean `learning_rate`?"
            ]),
        BadFile(
            "everything",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}}
            exclude: [{a: 1}, {a: {gte: 2}}]
            """#,
            [
                "sweep.yaml:5:11: exclude: drops every point of the grid"
            ]),
        BadFile(
            "the first hundred thousand million points",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1, max: 1000000000000}}
            exclude: [{a: {lt: 100000000000}}]
            """#,
            [
                "sweep.yaml:5:11: exclude: drops the first million points of the grid, or more"
            ]),
    ]
}
