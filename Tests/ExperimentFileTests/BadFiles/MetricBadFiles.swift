extension BadFile {
    /// `metric`.
    static let metric: [BadFile] = [
        BadFile(
            "no metric for a program of one's own",
            #"""
            method: grid
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:1:1: metric: is missing: trials are ranked by one number that your program reports; add `metric: {name: validation_loss, goal: minimize}`"
            ]),
        BadFile(
            "a metric that is text",
            #"""
            method: grid
            metric: loss
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:9: metric: must be a mapping with keys such as name, goal, target, impute, received `loss`"
            ]),
        BadFile(
            "a metric without a name and with an unknown goal",
            #"""
            method: grid
            metric: {goal: maximise}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:9: metric: needs `name`",
                "sweep.yaml:2:16: metric.goal: must be one of minimize, maximize, received `maximise`; did you mean `maximize`?",
            ]),
        BadFile(
            "an unknown goal",
            #"""
            method: grid
            metric: {name: loss, goal: lower}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:28: metric.goal: must be one of minimize, maximize, received `lower`"
            ]),
        BadFile(
            "a name that is a number",
            #"""
            method: grid
            metric: {name: 3}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:16: metric.name: must be text, received 3; put it in quotes"
            ]),
        BadFile(
            "a target that is no number",
            #"""
            method: grid
            metric: {name: loss, target: low}
            program: train.py
            parameters: {a: {value: 1}}
            """#,
            [
                "sweep.yaml:2:30: metric.target: must be a number, received `low`"
            ]),
        BadFile(
            "a metric that the trainer does not report",
            #"""
            method: grid
            trainer: ridge
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:4:16: metric.name: `validation_accuracy` is not reported by this sweep's trainers; reported are validation_rmse, validation_mae, validation_r2, validation_loss, train_rmse, train_r2, train_loss, model_parameters"
            ]),
        BadFile(
            "a metric without its prefix",
            #"""
            method: grid
            trainer: softmax
            data: a.csv
            metric: {name: accuracy, goal: maximize}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:4:16: metric.name: `accuracy` is not reported by this sweep's trainers; did you mean `validation_accuracy`?"
            ]),
        BadFile(
            "a misspelt metric",
            #"""
            method: grid
            trainer: softmax
            data: a.csv
            metric: {name: validation_acuracy, goal: maximize}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:4:16: metric.name: `validation_acuracy` is not reported by this sweep's trainers; did you mean `validation_accuracy`?"
            ]),
        BadFile(
            "no metric for a trainer of two tasks",
            #"""
            method: grid
            trainer: mlp
            data: a.csv
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: metric: is missing, and this trainer serves two tasks; add `metric: {name: validation_accuracy, goal: maximize}` or `metric: {name: validation_rmse, goal: minimize}`"
            ]),
    ]
}
