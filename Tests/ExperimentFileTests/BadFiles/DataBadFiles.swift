extension BadFile {
    /// `data`.
    static let data: [BadFile] = [
        BadFile(
            "data without a path, with everything else wrong",
            #"""
            method: grid
            trainer: ridge
            data: {target: 3, task: clasification, folds: 1, standardize: yes please, columns: 4}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:7: data: needs `path`",
                "sweep.yaml:3:16: data.target: must be text, received 3; put it in quotes",
                "sweep.yaml:3:25: data.task: must be one of classification, regression, received `clasification`; did you mean `classification`?",
                "sweep.yaml:3:47: data.folds: must be a whole number between 2 and 1000, received 1",
                "sweep.yaml:3:63: data.standardize: must be true or false, received `yes please`",
                "sweep.yaml:3:75: data.columns: is not a key here; known are path, target, target_path, task, split, folds, standardize",
            ]),
        BadFile(
            "a file of another kind",
            #"""
            method: grid
            trainer: ridge
            data: {path: data.parquet}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:14: data.path: must be a .csv, .npy or .npz file, received `data.parquet`",
            ]),
        BadFile(
            "a file without an ending",
            #"""
            method: grid
            trainer: ridge
            data: data
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:7: data: must be a .csv, .npy or .npz file, received `data`",
            ]),
        BadFile(
            "a number for data",
            #"""
            method: grid
            trainer: ridge
            data: 5
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:7: data: must be a mapping with keys such as path, target, target_path, task, received 5",
            ]),
        BadFile(
            "targets beside a CSV file",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, target_path: b.npy}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:34: data.target_path: goes with .npy features only; name the target with `target`",
            ]),
        BadFile(
            "a target file of another kind, and a target beside it",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.npy, target_path: b.csv}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:34: data.target_path: must be a .npy file, received `b.csv`",
            ]),
        BadFile(
            "a target and a target file",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.npy, target_path: b.npy, target: y}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:41: data.target: can't stand beside `target_path`",
            ]),
        BadFile(
            "a task that the trainer does not learn",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, task: classification}
            metric: {name: validation_rmse}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:3:27: data.task: `ridge` learns regression, not classification"
            ]),
        BadFile(
            "parts that do not add up",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, split: {train: 0.5, validation: 0.2, test: 0.2}}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:28: data.split: train, validation and test must add up to 1, received 0.9",
            ]),
        BadFile(
            "parts out of range",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, split: {train: 1.5, validation: -0.2, test: half, seed: -1, stratify: 1}}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:36: data.split.train: must be a part of the rows between 0 and 1, received 1.5",
                "sweep.yaml:3:53: data.split.validation: must be a part of the rows between 0 and 1, received -0.2",
                "sweep.yaml:3:65: data.split.test: must be a part of the rows between 0 and 1, received `half`",
                "sweep.yaml:3:77: data.split.seed: must be a whole number of at least 0, received -1",
                "sweep.yaml:3:91: data.split.stratify: must be true or false, received 1",
            ]),
        BadFile(
            "nothing to validate on",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, split: {train: 0.8, validation: 0, test: 0.2}}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:28: data.split: validation must be greater than 0, or trials can't be ranked; or give `folds`",
            ]),
        BadFile(
            "nothing to train on",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, split: {validation: 0.5, test: 0.5}}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:28: data.split: leaves no rows to train on",
            ]),
        BadFile(
            "a validation part beside folds",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, folds: 5, split: {train: 0.6, validation: 0.2, test: 0.2}}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:38: data.split: validation must be 0 beside `folds`: each fold is validated on in turn",
            ]),
        BadFile(
            "parts that the trainers' own split refuses",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, split: {validation: 0.0005, test: 0.95}}
            metric: {name: validation_rmse}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:3:41: data.split.validation: must be a part of the rows between 0.001 and 0.9, received 0.0005",
                "sweep.yaml:3:55: data.split.test: must be a part of the rows between 0 and 0.9, received 0.95",
            ]),
        BadFile(
            "too little to train on",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, split: {validation: 0.76, test: 0.2}}
            metric: {name: validation_rmse}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:3:41: data.split.validation: must leave at least 0.05 of the rows to train on, received 0.76 beside a test part of 0.2"
            ]),
        BadFile(
            "a test part beside folds that leaves hardly anything",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, folds: 2, split: {test: 0.95}}
            metric: {name: validation_rmse}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:3:45: data.split.test: must be a part of the rows between 0 and 0.9, received 0.95"
            ]),
        BadFile(
            "percent instead of parts",
            #"""
            method: grid
            trainer: ridge
            data: {path: a.csv, split: {train: 60, validation: 20, test: 20}}
            parameters: {l2: {values: [1, 2]}}
            """#,
            [
                "sweep.yaml:1:1: warning: metric: is missing; `{name: validation_rmse, goal: minimize}` is taken",
                "sweep.yaml:3:36: data.split.train: must be a part of the rows between 0 and 1, received 60",
                "sweep.yaml:3:52: data.split.validation: must be a part of the rows between 0 and 1, received 20",
                "sweep.yaml:3:62: data.split.test: must be a part of the rows between 0 and 1, received 20",
            ]),
    ]
}
