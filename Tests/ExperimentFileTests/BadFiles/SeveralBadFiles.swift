extension BadFile {
    /// Everything at once.
    static let several: [BadFile] = [
        BadFile(
            "mistakes all over, in the order of the file",
            #"""
            name: digits
            method: grid
            metric: {name: validation_accuracy, goal: maximize}
            trainer: mlp
            data: {path: digits.csv, target: label, fold: 5}
            parameters:
              learnin_rate: {values: [0.1, 0.2]}
              hidden: {values: [0, 64]}
              dropout: {min: 0.0, max: 0.5}
            when: {momentum: {optimizer: sgd}}
            compute: {lanes: {gpuspot: {}}}
            budget: {max_usd: 0}
            """#,
            [
                "sweep.yaml:5:41: data.fold: is not a key here; did you mean `folds`?",
                "sweep.yaml:7:3: parameters.learnin_rate: is no parameter of mlp; did you mean `learning_rate`?",
                "sweep.yaml:8:21: parameters.hidden.values[0]: must be a whole number between 1 and 65536, or a list of at most 16 of them, received 0",
                "sweep.yaml:9:12: parameters.dropout: `uniform` needs `steps: n` on a grid: n values, both ends included",
                "sweep.yaml:10:8: when.momentum: is not among `parameters`",
                "sweep.yaml:11:19: compute.lanes.gpuspot: is no lane; lanes are gpu, gpu-spot, spot, on-demand, fargate, fargate-spot; did you mean `gpu-spot`?",
                "sweep.yaml:12:19: budget.max_usd: must be US dollars between 0.01 and 10000000, received 0",
            ])
    ]
}
