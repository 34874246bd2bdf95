internal import JSON
public import SweepModel

/// What reading a sweep file found. Whoever looks at the files that it names adds their mistakes, so that all are told at once.
public struct SweepReading: Sendable {
    /// A file that the sweep file names.
    public struct NamedFile: Sendable, Equatable {
        /// The key, such as `data.path`.
        public let key: String
        /// Relative to the sweep file's folder.
        public let name: String
    }

    /// `nil` where the text itself has an error.
    public let experiment: Experiment?
    private var findings: Findings
    private let document: SourceValue?

    init(experiment: Experiment?, document: SourceValue?, findings: Findings) {
        self.experiment = findings.hasErrors ? nil : experiment
        self.document = document
        self.findings = findings
    }

    public var hasErrors: Bool { findings.hasErrors }

    /// Mistakes and warnings in the order of the file.
    public var diagnostics: [Diagnostic] { findings.diagnostics }

    /// `program`, `data.path` and `data.target_path`, where they are texts without a mistake, even in a file with others.
    public var namedFiles: [NamedFile] {
        guard let document else { return [] }
        let isShort = document["data"]?.json.string != nil
        let keys = ["program", isShort ? "data" : "data.path", "data.target_path"]
        return keys.compactMap { key in
            guard let value = document.value(at: key), let name = value.json.string, !name.isEmpty,
                !findings.hasError(at: value.place)
            else { return nil }
            return NamedFile(key: key, name: name)
        }
    }

    /// Adds a mistake at the value of `key`, a dotted path; at the nearest value around it where the file has no such key.
    public mutating func error(_ key: String, _ message: String) {
        findings.error(key, message, at: document?.nearest(to: key).place ?? .start)
    }
}

extension SourceValue {
    fileprivate subscript(key: String) -> SourceValue? { members?.first { $0.key == key }?.value }

    fileprivate func value(at key: String) -> SourceValue? {
        var value: SourceValue? = self
        for part in key.split(separator: ".") { value = value?[String(part)] }
        return value
    }

    fileprivate func nearest(to key: String) -> SourceValue {
        var value = self
        for part in key.split(separator: ".") {
            guard let inner = value[String(part)] else { break }
            value = inner
        }
        return value
    }
}
