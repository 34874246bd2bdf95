internal import Foundation
internal import JSON
public import ObjectStore
public import ResultStore
public import SweepModel

/// The serving document in a registry's home: read, derived from the registry, and replaced by compare-and-swap.
///
/// The registry decides, the document follows. With a bucket as the home every call blocks.
public struct ServingDocuments: Sendable {
    private let registry: Registry

    public init(registry: Registry) { self.registry = registry }

    /// The document as it is, with the version that a replacement must name; `nil` before the first.
    ///
    /// - Throws: `DecisionError.damagedServing` for one that can't be served.
    public func current() throws -> (document: ServingDocument, version: ObjectVersion)? {
        guard let object = try registry.home.get(StoreKey.serving) else { return nil }
        let document: ServingDocument
        do {
            document = try JSONDecoder().decode(ServingDocument.self, from: object.bytes)
        } catch {
            throw DecisionError.damagedServing(problem: "it is no serving document")
        }
        if let problem = document.problem { throw DecisionError.damagedServing(problem: problem) }
        return (document, object.version)
    }

    /// What the registry says: the test that runs, else the champion for everybody. `publish` gives it the right revision.
    ///
    /// - Returns: `nil` where there is neither, or the champion is a user's program of which nobody has said how it is asked.
    public func derive() throws -> ServingDocument? {
        let tests = try registry.tests()
        if let test = tests.last, test.end == nil { return ServingDocument(of: test) }
        guard let number = try registry.aliases()[.champion] else { return nil }
        // An arm of the last test says how a user's program is asked.
        if let arm = tests.last?.options.arms.first(where: { $0.version == number }) {
            return ServingDocument(alone: arm)
        }
        return Self.alone(try registry.version(named: String(number)))
    }

    /// A document by which one version of a built-in model answers everybody; `nil` for a user's program.
    public static func alone(_ version: ModelVersion) -> ServingDocument? {
        guard let model = version.model else { return nil }
        return ServingDocument(
            alone: ServingArm(
                name: "champion", version: version.version, weight: 1,
                model: .builtIn(key: model.key, digest: model.digest)))
    }

    /// Replaces the document by what `change` makes of it; it is asked again where somebody was quicker.
    ///
    /// - Parameter change: gets the present document, and gives the next, whose revision is set here; `nil` leaves all as it is.
    /// - Returns: the document that is there now; `nil` where there is none.
    /// - Throws: `DecisionError.damagedServing` also for a document that can't be served, and what `change` throws.
    @discardableResult
    public func publish(_ change: (ServingDocument?) throws -> ServingDocument?) throws -> ServingDocument? {
        while true {
            let found = try current()
            guard var next = try change(found?.document) else { return found?.document }
            next.revision = (try found?.document.revision ?? leastRevision()) + 1
            if let problem = next.problem { throw DecisionError.damagedServing(problem: problem) }
            let bytes = Data(try JSON(encoding: next).bytes(.indented))
            do {
                try registry.home.put(StoreKey.serving, bytes, if: found.map { .unchanged($0.version) } ?? .absent)
                return next
            } catch ObjectStoreError.conflict {}
        }
    }

    /// Where a document was lost, the next must not seem older than it: it had at most as many revisions as the registry had causes.
    private func leastRevision() throws -> Int {
        let tests = try registry.tests().reduce(0) { $0 + $1.phases.count + ($1.end == nil ? 0 : 1) }
        let moves = try registry.moves().count { $0.alias == .champion }
        return max(0, moves + tests - 1)
    }

    /// Lets the document say what the registry says, where it doesn't yet: whatever a killed command left undone is done by the next one.
    @discardableResult
    public func follow() throws -> ServingChange {
        var result = ServingChange.unchanged
        let document = try publish { present in
            result = .unchanged
            guard let wanted = try derive() else {
                if let number = try registry.aliases()[.champion], !(present?.isServing(number) ?? false) {
                    result = .unknownProgram(version: number)
                }
                return nil
            }
            if let test = wanted.test { result = .testRuns(test) }
            if present?.says(wanted) ?? false { return nil }
            if wanted.test == nil { result = .published(revision: 0) }
            return wanted
        }
        if case .published = result { return .published(revision: document?.revision ?? 0) }
        return result
    }
}

extension ServingDocument {
    /// - Parameter arm: answers everybody.
    fileprivate init(alone arm: ServingArm) {
        var arm = arm
        arm.name = "champion"
        arm.weight = 1
        self.init(revision: 1, arms: [arm])
    }

    fileprivate init(of test: ABTest) {
        var arms = test.options.arms
        for (place, weight) in test.weights.enumerated() { arms[place].weight = weight }
        self.init(
            revision: 1, test: test.id, phase: test.phases.count, mode: test.options.mode, hashSeed: test.id,
            arms: arms,
            coverage: test.options.ramp.map { .init(at: test.startedAt + $0.afterSeconds, share: $0.share) })
    }

    /// Whether one version answers everybody.
    fileprivate func isServing(_ version: Int) -> Bool { test == nil && arms.count == 1 && arms[0].version == version }

    /// Whether units get the same answers by both documents.
    fileprivate func says(_ other: ServingDocument) -> Bool {
        if other.test == nil, let arm = other.arms.first { return isServing(arm.version) }
        var same = self
        same.revision = other.revision
        return same == other
    }
}

/// What became of the serving document behind a decision.
public enum ServingChange: Sendable, Equatable {
    /// It says what it must.
    case unchanged
    case published(revision: Int)
    /// A test runs, and keeps its arms.
    case testRuns(String)
    /// The champion is a user's program: only `serve` knows how it is asked.
    case unknownProgram(version: Int)
}
