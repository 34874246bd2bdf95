public import SweepModel

/// A sweep file: W&B's sweep keys, unchanged, and ours beside them.
public enum ExperimentFile {
    /// Reads a sweep file.
    ///
    /// - Parameters:
    ///   - text: the file's content.
    ///   - fileName: how diagnostics name the file; without a `name` in the file, the sweep is named after it.
    public static func read(text: String, fileName: String) -> SweepReading {
        var findings = Findings(file: fileName)
        let document = SourceReader.read(text, &findings)
        var experiment: Experiment?
        if let document, !document.isNothing {
            var reader = SweepReader(findings)
            experiment = reader.read(document)
            findings = reader.findings
        } else if !findings.hasErrors {
            findings.error(
                "", "is empty; a sweep needs `method: grid`, `parameters`, and a `trainer` or a `program`", at: .start)
        }
        return SweepReading(experiment: experiment, document: document, findings: findings)
    }

    /// Reads a sweep file and looks at no other.
    ///
    /// - Returns: the experiment, and what is legal but doubtful, in the order of the file.
    /// - Throws: `InvalidFile` with every mistake and every warning, in the order of the file.
    public static func parse(
        text: String, fileName: String
    ) throws(InvalidFile) -> (experiment: Experiment, warnings: [Diagnostic]) {
        let reading = read(text: text, fileName: fileName)
        guard let experiment = reading.experiment else { throw InvalidFile(diagnostics: reading.diagnostics) }
        return (experiment, reading.diagnostics)
    }

    /// Reads a sweep file from its bytes, which must be UTF-8. See `read(text:fileName:)`.
    public static func read(bytes: some Sequence<UInt8>, fileName: String) -> SweepReading {
        let bytes = Array(bytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
            var findings = Findings(file: fileName)
            let line = valid.count(where: \.isNewline) + 1
            let column = valid.reversed().prefix { !$0.isNewline }.count + 1
            findings.error(
                "", "is not UTF-8 text; save it in that encoding", at: Place(line: line, column: column))
            return SweepReading(experiment: nil, document: nil, findings: findings)
        }
        return read(text: text, fileName: fileName)
    }
}
