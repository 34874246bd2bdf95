extension BadFile {
    /// `zip`.
    static let zip: [BadFile] = [
        BadFile(
            "a flat list",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [1, 2]}}
            zip: [a, b]
            """#,
            [
                #"sweep.yaml:5:6: zip: must be a list of lists of names, as in `[[a, b]]`, received ["a","b"]"#
            ]),
        BadFile(
            "unequal lengths",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [1, 2, 3]}}
            zip: [[a, b]]
            """#,
            [
                "sweep.yaml:5:7: zip[0]: zipped parameters need equally many values: `a` has 2, `b` has 3"
            ]),
        BadFile(
            "one parameter, none, and one that does not exist",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {alpha: {values: [1, 2]}, b: {values: [1, 2]}}
            zip: [[alpha], [], [alhpa, b]]
            """#,
            [
                #"sweep.yaml:5:7: zip[0]: needs at least two parameters, received ["alpha"]"#,
                "sweep.yaml:5:16: zip[1]: needs at least two parameters, received []",
                "sweep.yaml:5:21: zip[2][0]: `alhpa` is not among `parameters`; did you mean `alpha`?",
            ]),
        BadFile(
            "a parameter in two lists",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [1, 2]}, c: {values: [1, 2]}}
            zip: [[a, b], [b, c], [c, c]]
            """#,
            [
                "sweep.yaml:5:16: zip[1][0]: `b` is zipped already; put all its partners into one list",
                "sweep.yaml:5:27: zip[2][1]: `c` is zipped already; put all its partners into one list",
            ]),
        BadFile(
            "a combination that repeats",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 1]}, b: {values: [2, 2]}}
            zip: [[a, b]]
            """#,
            [
                "sweep.yaml:5:7: zip[0]: `a`, `b` has the value [1,2] twice"
            ]),
        BadFile(
            "partners that do not exist together",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [1, 2]}, b: {values: [1, 2]}, c: {values: [1, 2]}}
            zip: [[a, b]]
            when: {a: {c: 1}}
            """#,
            [
                "sweep.yaml:5:7: zip[0]: the zipped parameters `a`, `b` need the same `when`"
            ]),
        BadFile(
            "ranges too long to be listed",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1, max: 2000000}, b: {min: 1, max: 2000000}}
            zip: [[a, b]]
            """#,
            [
                "sweep.yaml:5:7: zip[0]: the zipped parameters `a`, `b` may have at most 1000000 values, received 2000000"
            ]),
    ]
}
