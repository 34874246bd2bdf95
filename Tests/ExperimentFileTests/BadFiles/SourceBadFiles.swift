extension BadFile {
    /// The text of a file: YAML itself.
    static let source: [BadFile] = [
        BadFile(
            "an empty file",
            #"""

            """#,
            [
                "sweep.yaml:1:1: is empty; a sweep needs `method: grid`, `parameters`, and a `trainer` or a `program`"
            ]),
        BadFile(
            "only a comment",
            #"""
            # nothing here
            """#,
            [
                "sweep.yaml:1:1: is empty; a sweep needs `method: grid`, `parameters`, and a `trainer` or a `program`"
            ]),
        BadFile(
            "an explicit nothing",
            #"""
            ~
            """#,
            [
                "sweep.yaml:1:1: is empty; a sweep needs `method: grid`, `parameters`, and a `trainer` or a `program`"
            ]),
        BadFile(
            "a list at the top",
            #"""
            - method: grid
            """#,
            [
                #"sweep.yaml:1:1: must be a mapping with keys such as name, description, method, metric, received [{"method":"grid"}]"#
            ]),
        BadFile(
            "text at the top",
            #"""
            method grid
            """#,
            [
                "sweep.yaml:1:1: must be a mapping with keys such as name, description, method, metric, received `method grid`"
            ]),
        BadFile(
            "two documents",
            #"""
            method: grid
            ---
            method: grid
            """#,
            [
                "sweep.yaml:2:1: a sweep file holds one document; remove this `---` and what follows"
            ]),
        BadFile(
            "a tab for indentation",
            #"""
            method: grid
            parameters:
            \#ta: {value: 1}
            """#,
            [
                "sweep.yaml:3:1: a tab can't indent YAML; use spaces"
            ]),
        BadFile(
            "a bracket that is never closed",
            #"""
            method: grid
            parameters: {a: {values: [1, 2}}
            """#,
            [
                "sweep.yaml:2:31: expected `,` or `]` in a list in brackets"
            ]),
        BadFile(
            "a missing colon",
            #"""
            method grid
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:11: unexpected `:`; check the indentation, or quote a value that holds a colon and a space"
            ]),
        BadFile(
            "a colon in a plain value",
            #"""
            method: grid
            description: learning rate: the first sweep
            """#,
            [
                "sweep.yaml:2:27: unexpected `:`; check the indentation, or quote a value that holds a colon and a space"
            ]),
        BadFile(
            "wrong indentation",
            #"""
            method: grid
            parameters:
              a: {value: 1}
             b: {value: 2}
            """#,
            [
                "sweep.yaml:4:2: expected another key at the same indentation; check indentation and brackets"
            ]),
        BadFile(
            "quotes that are never closed",
            #"""
            method: grid
            name: "digits
            """#,
            [
                "sweep.yaml:2:14: the file ends inside quotes"
            ]),
        BadFile(
            "a value that starts with a reserved character",
            #"""
            method: grid
            name: @digits
            """#,
            [
                "sweep.yaml:2:7: `@` can't start a plain value; put the value in quotes"
            ]),
        BadFile(
            "a control character",
            #"""
            method: grid
            name: "a\#u{7}"
            """#,
            [
                "sweep.yaml:2:9: is not valid YAML: control characters are not allowed"
            ]),
        BadFile(
            "a repeated key, and other mistakes beside it",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters:
              a: {values: [1, 2]}
              b: {vales: [1, 2]}
              a: {values: [3]}
            method: random
            """#,
            [
                "sweep.yaml:6:6: parameters.b: needs `value`, `values`, or `min` and `max`; received `vales`",
                "sweep.yaml:6:7: parameters.b.vales: is not a key here; did you mean `values`?",
                "sweep.yaml:7:3: parameters.a: is given twice; the first is on line 5",
                "sweep.yaml:8:1: method: is given twice; the first is on line 1",
            ]),
        BadFile(
            "a key repeated in braces and in quotes",
            #"""
            method: grid
            metric: {name: loss, "name": loss}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:22: metric.name: is given twice; the first is on line 2"
            ]),
        BadFile(
            "an alias without an anchor",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: *list}}
            """#,
            [
                "sweep.yaml:4:26: parameters.a.values: `*list` is an alias without an anchor before it; quote it if it is text"
            ]),
        BadFile(
            "an alias as a key",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: &a {value: 1}, *a : {value: 2}}
            """#,
            [
                "sweep.yaml:4:32: parameters: a key must be plain text"
            ]),
        BadFile(
            "a list as a key",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters:
              a: {value: 1}
              ? [b, c]
              : {value: 2}
            """#,
            [
                "sweep.yaml:6:5: parameters: a key must be plain text"
            ]),
        BadFile(
            "a merge of something that is no mapping",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {<<: 3, value: 1}}
            """#,
            [
                "sweep.yaml:4:22: parameters.a.<<: must be a mapping or a list of mappings, received 3"
            ]),
        BadFile(
            "a number with a leading zero",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [010, 8]}}
            """#,
            [
                "sweep.yaml:4:27: parameters.a.values[0]: `010` is octal in YAML 1.1 and decimal elsewhere; drop the leading 0, or quote it"
            ]),
        BadFile(
            "a number in base 60",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: 1:30}}
            """#,
            [
                "sweep.yaml:4:25: parameters.a.value: `1:30` is a number in base 60 in YAML 1.1 and text elsewhere; quote it if it is text"
            ]),
        BadFile(
            "numbers that are not finite",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [.inf, -.Inf, .nan]}}
            """#,
            [
                "sweep.yaml:4:27: parameters.a.values[0]: `.inf` is not a finite number; a parameter must be one",
                "sweep.yaml:4:33: parameters.a.values[1]: `-.Inf` is not a finite number; a parameter must be one",
                "sweep.yaml:4:40: parameters.a.values[2]: `.nan` is not a finite number; a parameter must be one",
            ]),
        BadFile(
            "numbers that do not fit",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {values: [9223372036854775808, 1e400, 1e-400, 0xFFFFFFFFFFFFFFFFF]}}
            """#,
            [
                "sweep.yaml:4:27: parameters.a.values[0]: `9223372036854775808` does not fit in 64 bits; quote it if it is text",
                "sweep.yaml:4:48: parameters.a.values[1]: `1e400` is too large or too small for a 64-bit number",
                "sweep.yaml:4:55: parameters.a.values[2]: `1e-400` is too large or too small for a 64-bit number",
                "sweep.yaml:4:63: parameters.a.values[3]: `0xFFFFFFFFFFFFFFFFF` does not fit in 64 bits; quote it if it is text",
            ]),
        BadFile(
            "an unknown tag",
            #"""
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {value: !!python/tuple [1, 2]}, b: {value: !secret x}}
            """#,
            [
                "sweep.yaml:4:25: parameters.a.value: the tag `!!python/tuple` is not known; remove it",
                "sweep.yaml:4:60: parameters.b.value: the tag `!secret` is not known; remove it",
            ]),
        BadFile(
            "a missing space behind a colon",
            #"""
            method:grid
            parameters: {a: {value:1}}
            """#,
            [
                "sweep.yaml:2:11: unexpected `:`; check the indentation, or quote a value that holds a colon and a space"
            ]),
        BadFile(
            "a missing space behind a known key in braces",
            #"""
            method: grid
            metric: {name: loss, goal:minimize}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:22: metric.goal:minimize: is not a key; write a space behind the colon"
            ]),
    ]
}
