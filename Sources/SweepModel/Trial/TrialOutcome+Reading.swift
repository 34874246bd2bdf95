internal import Foundation
internal import JSON

extension TrialOutcome {
    /// Reads a line of an outcome object: an outcome of `pack` in `sweep`. Worker, engine and reducer all read it here, so that a
    /// line that one of them can't use counts for none.
    public init(line: some Collection<UInt8>, sweep: String, pack: String) throws(OutcomeProblem) {
        let json: JSON
        do {
            json = try JSON(parsing: line)
        } catch {
            throw OutcomeProblem(message: "not JSON: \(error)")
        }
        try self.init(json: json)
        guard self.sweep == sweep else {
            throw OutcomeProblem(message: "an outcome of the sweep `\(self.sweep)`, not of `\(sweep)`")
        }
        guard self.pack == pack else {
            throw OutcomeProblem(message: "an outcome of the pack `\(self.pack)`, not of `\(pack)`")
        }
    }

    /// Reads an outcome from its JSON, by the names of its `Codable` form.
    ///
    /// Foundation's decoder would do it too, ten times slower: a reducer reads every trial of a sweep.
    private init(json line: JSON) throws(OutcomeProblem) {
        let fields = try OutcomeFields(line)
        self.init(
            sweep: try fields.string("sweep"), pack: try fields.string("pack"), trial: try fields.string("trial"),
            index: try fields.integer("index"), point: try fields.integer("point"), seed: try fields.integer("seed"),
            parameters: try fields.value("parameters"), cacheKey: try fields.string("cacheKey"),
            status: try fields.choice("status"), failure: try fields.optionalObject("failure").map(TrialFailure.init),
            metrics: try fields.numbers("metrics"), foldMetrics: try fields.listOfNumbers("foldMetrics"),
            curve: try fields.columns("curve"), validationLosses: try fields.optionalString("validationLosses"),
            validationErrors: try fields.optionalString("validationErrors"),
            testLosses: try fields.optionalString("testLosses"), testErrors: try fields.optionalString("testErrors"),
            model: try fields.optionalString("model"), cost: try Cost(fields.object("cost")),
            provenance: try Provenance(fields.object("provenance")))
        guard (status == .failed) == (failure != nil) else {
            throw OutcomeProblem(message: "`failure` must be there exactly when `status` is `failed`")
        }
        try Self.check("validation", losses: validationLosses, errors: validationErrors)
        try Self.check("test", losses: testLosses, errors: testErrors)
    }

    private static func check(_ part: String, losses: String?, errors: String?) throws(OutcomeProblem) {
        guard losses.map(isFloats) ?? true else {
            throw OutcomeProblem(message: "`\(part)Losses` must be 32-bit floats in base64")
        }
        guard errors.map({ hasBits($0, forRowsOf: losses) }) ?? true else {
            throw OutcomeProblem(message: "`\(part)Errors` must be a bit for each row of `\(part)Losses` in base64")
        }
    }

    private static func isFloats(_ base64: String) -> Bool {
        Data(base64Encoded: base64).map { $0.count.isMultiple(of: MemoryLayout<Float>.size) } ?? false
    }

    private static func hasBits(_ base64: String, forRowsOf losses: String?) -> Bool {
        guard let bits = Data(base64Encoded: base64), let losses = losses.flatMap({ Data(base64Encoded: $0) }) else {
            return false
        }
        return bits.count == (losses.count / MemoryLayout<Float>.size + 7) / 8
    }
}

extension TrialFailure {
    fileprivate init(_ fields: OutcomeFields) throws(OutcomeProblem) {
        self.init(
            reason: try fields.choice("reason"), message: try fields.string("message"),
            exitCode: try fields.optionalInteger("exitCode"), signal: try fields.optionalInteger("signal"),
            stderrTail: try fields.optionalString("stderrTail"))
    }
}

extension TrialOutcome.Cost {
    fileprivate init(_ fields: OutcomeFields) throws(OutcomeProblem) {
        self.init(
            startedAt: try fields.number("startedAt"), seconds: try fields.number("seconds"),
            cpuSeconds: try fields.number("cpuSeconds"),
            peakMemoryBytes: try fields.optionalInteger("peakMemoryBytes"))
    }
}

extension TrialOutcome.Provenance {
    fileprivate init(_ fields: OutcomeFields) throws(OutcomeProblem) {
        self.init(
            generation: try fields.integer("generation"), attempt: try fields.integer("attempt"),
            lane: try fields.choice("lane"), host: try fields.string("host"), worker: try fields.string("worker"),
            dataDigest: try fields.optionalString("dataDigest"), codeDigest: try fields.string("codeDigest"),
            blas: try fields.optionalString("blas"), cachedFrom: try fields.optionalString("cachedFrom"))
    }
}
