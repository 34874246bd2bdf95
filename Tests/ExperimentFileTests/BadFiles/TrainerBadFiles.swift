extension BadFile {
    /// Parameters of built-in trainers.
    static let trainer: [BadFile] = [
        BadFile(
            "a misspelt parameter",
            #"""
            method: grid
            trainer: mlp
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {learnign_rate: {values: [0.1]}}
            """#,
            [
                "sweep.yaml:5:14: parameters.learnign_rate: is no parameter of mlp; did you mean `learning_rate`?"
            ]),
        BadFile(
            "other tools' names",
            #"""
            method: grid
            trainer: mlp
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {lr: {values: [0.1]}, alpha: {value: 1}, hidden_layer_sizes: {value: [64]}, seed: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:5:14: parameters.lr: is no parameter of mlp; it is called `learning_rate` here",
                "sweep.yaml:5:35: parameters.alpha: is no parameter of mlp; it is called `l2` here",
                "sweep.yaml:5:54: parameters.hidden_layer_sizes: is no parameter of mlp; it is called `hidden` here",
                "sweep.yaml:5:89: parameters.seed: is no parameter of mlp; write `seeds: n` at the top of the file to repeat every point",
            ]),
        BadFile(
            "a parameter of nobody",
            #"""
            method: grid
            trainer: ridge
            data: a.csv
            parameters: {depth: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:4:14: parameters.depth: is no parameter of ridge; known are fit_intercept, l2",
            ]),
        BadFile(
            "a parameter of one trainer only",
            #"""
            method: grid
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {trainer: {values: [softmax, mlp]}, hidden: {values: [32, 64]}}
            """#,
            [
                "sweep.yaml:4:49: parameters.hidden: is no parameter of softmax; add `when: {hidden: {trainer: mlp}}`"
            ]),
        BadFile(
            "a parameter that is kept to the wrong trainer",
            #"""
            method: grid
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {trainer: {values: [softmax, mlp]}, hidden: {values: [32, 64]}}
            when: {hidden: {trainer: softmax}}
            """#,
            [
                "sweep.yaml:4:49: parameters.hidden: is no parameter of softmax; known are batch_size, epochs, fit_intercept, l2, learning_rate, max_iterations, momentum, optimizer, tolerance"
            ]),
        BadFile(
            "values of the wrong kind",
            #"""
            method: grid
            trainer: mlp
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters:
              learning_rate: {values: [0.1, fast, "0.1", true]}
              epochs: {values: [10, 10.5]}
              optimizer: {values: [adam, addam]}
              hidden: {values: [64, [64, 0], wide]}
              patience: {values: [null, 0]}
            """#,
            [
                #"sweep.yaml:6:33: parameters.learning_rate.values[1]: must be a number between 1e-12 and 1000000, received "fast""#,
                #"sweep.yaml:6:39: parameters.learning_rate.values[2]: must be a number between 1e-12 and 1000000, received "0.1"; remove the quotes"#,
                "sweep.yaml:6:46: parameters.learning_rate.values[3]: must be a number between 1e-12 and 1000000, received true",
                "sweep.yaml:7:25: parameters.epochs.values[1]: must be a whole number between 1 and 100000, received 10.5",
                #"sweep.yaml:8:30: parameters.optimizer.values[1]: must be one of sgd, momentum, nesterov, rmsprop, adam, adamw, received "addam"; did you mean `adam`?"#,
                "sweep.yaml:9:25: parameters.hidden.values[1]: must be a whole number between 1 and 65536, or a list of at most 16 of them, received [64,0]",
                #"sweep.yaml:9:34: parameters.hidden.values[2]: must be a whole number between 1 and 65536, or a list of at most 16 of them, received "wide""#,
                "sweep.yaml:10:29: parameters.patience.values[1]: must be a whole number between 1 and 100000, or null, received 0",
            ]),
        BadFile(
            "values out of range",
            #"""
            method: grid
            trainer: mlp
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters:
              dropout: {values: [0.5, 1.0]}
              learning_rate: {value: -0.1}
              batch_size: {min: 0, max: 4}
              epochs: {min: 1, max: 200000}
            """#,
            [
                "sweep.yaml:6:27: parameters.dropout.values[1]: must be a number between 0 and 0.9, received 1.0",
                "sweep.yaml:7:26: parameters.learning_rate: must be a number between 1e-12 and 1000000, received -0.1",
                "sweep.yaml:8:3: parameters.batch_size: must be a whole number between 1 and 1000000, received 0",
                "sweep.yaml:9:3: parameters.epochs: must be a whole number between 1 and 100000, received 200000",
            ]),
        BadFile(
            "many wrong values",
            #"""
            method: grid
            trainer: ridge
            data: a.csv
            parameters: {l2: {values: [-1, -2, -3, -4, -5]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:4:14: parameters.l2: 2 more of its values are wrong in the same way",
                "sweep.yaml:4:28: parameters.l2.values[0]: must be a number between 0 and 1000000000000, received -1",
                "sweep.yaml:4:32: parameters.l2.values[1]: must be a number between 0 and 1000000000000, received -2",
                "sweep.yaml:4:36: parameters.l2.values[2]: must be a number between 0 and 1000000000000, received -3",
            ]),
        BadFile(
            "a flag in words",
            #"""
            method: grid
            trainer: ridge
            data: a.csv
            parameters: {fit_intercept: {values: ["true", maybe]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                #"sweep.yaml:4:39: parameters.fit_intercept.values[0]: must be true or false, received "true"; remove the quotes"#,
                #"sweep.yaml:4:47: parameters.fit_intercept.values[1]: must be true or false, received "maybe""#,
            ]),
        BadFile(
            "an optimizer of the other trainer",
            #"""
            method: grid
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {trainer: {values: [softmax, mlp]}, optimizer: {values: [adam, lbfgs]}}
            """#,
            [
                #"sweep.yaml:4:76: parameters.optimizer.values[1]: must be one of sgd, momentum, nesterov, rmsprop, adam, adamw for mlp, received "lbfgs"; to keep the value for other trainers, `exclude: [{trainer: mlp, optimizer: "lbfgs"}]`"#
            ]),
        BadFile(
            "nested parameters",
            #"""
            method: grid
            trainer: mlp
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {optimizer: {parameters: {name: {values: [adam]}}}}
            """#,
            [
                "sweep.yaml:5:39: parameters.optimizer.parameters.name: is nested; a built-in trainer takes plain parameters only"
            ]),
        BadFile(
            "a log scale that gives no whole numbers",
            #"""
            method: grid
            trainer: mlp
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {batch_size: {distribution: log_uniform_values, min: 16, max: 128, steps: 3}}
            """#,
            [
                "sweep.yaml:5:14: parameters.batch_size: must be a whole number between 1 and 1000000, received 45.25483399594; list `values` instead of a range"
            ]),
        BadFile(
            "trials without a trainer",
            #"""
            method: grid
            data: a.csv
            metric: {name: validation_accuracy, goal: maximize}
            parameters: {trainer: {values: [softmax, mlp]}, l2: {values: [1, 2]}}
            when: {trainer: {l2: 1}}
            """#,
            [
                "sweep.yaml:5:8: when.trainer: every trial needs a trainer; remove this condition"
            ]),
    ]
}
