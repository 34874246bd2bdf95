import ArgumentParser

/// What `export` writes: one of these.
struct ExportTarget: ParsableArguments {
    @Option(help: ArgumentHelp("An Optuna study in an SQLite storage.", valueName: "file")) var optuna: String?
    @Option(
        help: ArgumentHelp(
            "Runs on the MLflow server that listens there, such as http://127.0.0.1:5000.", valueName: "address"))
    var mlflow: String?
    @Option(help: ArgumentHelp("A row a trial; - is the standard output.", valueName: "file")) var csv: String?
    @Option(help: ArgumentHelp("One JSON document (see docs/json.md); - is the standard output.", valueName: "file"))
    var json: String?
    @Option(help: ArgumentHelp("A JSON object a line for each trial; - is the standard output.", valueName: "file"))
    var ndjson: String?
    @Option(help: ArgumentHelp("A built-in model, for onnxruntime and others.", valueName: "file")) var onnx: String?

    enum Form {
        case optuna(String)
        case mlflow(String)
        case csv(String)
        case json(String)
        case ndjson(String)
        case onnx(String)

        /// The file; `-` for the standard output, `nil` for a server.
        var path: String? {
            switch self {
            case .optuna(let path), .csv(let path), .json(let path), .ndjson(let path), .onnx(let path): path
            case .mlflow: nil
            }
        }

        /// As it is typed.
        var option: String {
            switch self {
            case .optuna: "--optuna"
            case .mlflow: "--mlflow"
            case .csv: "--csv"
            case .json: "--json"
            case .ndjson: "--ndjson"
            case .onnx: "--onnx"
            }
        }

        var isONNX: Bool { if case .onnx = self { true } else { false } }
        var isMLflow: Bool { if case .mlflow = self { true } else { false } }
        var isJSON: Bool {
            switch self {
            case .json, .ndjson: true
            default: false
            }
        }
    }

    /// - Throws: `ValidationError` for none or several of them.
    func form() throws -> Form {
        let forms: [Form] = [
            optuna.map(Form.optuna), mlflow.map(Form.mlflow), csv.map(Form.csv), json.map(Form.json),
            ndjson.map(Form.ndjson), onnx.map(Form.onnx),
        ].compactMap { $0 }
        guard let form = forms.first, forms.count == 1 else {
            throw ValidationError(
                "choose one of --optuna, --mlflow, --csv, --json, --ndjson and --onnx, received \(forms.isEmpty ? "none" : "\(forms.count)")"
            )
        }
        switch form {
        case .optuna("-"), .onnx("-"):
            throw ValidationError("\(form.option): this form is no text: name a file, received `-`")
        default: return form
        }
    }
}
