internal import Foundation
internal import JSON
public import ObjectStore
internal import ResultStore
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

    /// What is served without a test: the champion, for everybody. Its revision is 1; `publish` gives it the right one.
    ///
    /// - Returns: `nil` where there is no champion, or it is a user's program of which nobody has said how it is asked.
    public func derive() throws -> ServingDocument? {
        guard let number = try registry.aliases()[.champion] else { return nil }
        return try Self.alone(try registry.version(named: String(number)))
    }

    /// A document by which one version of a built-in model answers everybody; `nil` for a user's program.
    static func alone(_ version: ModelVersion) throws -> ServingDocument? {
        guard let model = version.model else { return nil }
        return ServingDocument(
            revision: 1,
            arms: [
                ServingArm(
                    name: "champion", version: version.version, weight: 1,
                    model: .builtIn(key: model.key, digest: model.digest))
            ])
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
            next.revision = (found?.document.revision ?? 0) + 1
            if let problem = next.problem { throw DecisionError.damagedServing(problem: problem) }
            let bytes = Data(try JSON(encoding: next).bytes(.indented))
            do {
                try registry.home.put(StoreKey.serving, bytes, if: found.map { .unchanged($0.version) } ?? .absent)
                return next
            } catch ObjectStoreError.conflict {}
        }
    }

    /// Lets the document follow the champion, where no test runs and it doesn't yet: whatever a killed command left undone is done by
    /// the next one.
    public func follow() throws -> ServingChange {
        var result = ServingChange.unchanged
        let document = try publish { present in
            result = .unchanged
            if let test = present?.test {
                result = .testRuns(test)
                return nil
            }
            guard let number = try registry.aliases()[.champion] else { return nil }
            if let arm = present?.arms.first, present?.arms.count == 1, arm.version == number { return nil }
            guard let next = try derive() else {
                result = .unknownProgram(version: number)
                return nil
            }
            result = .published(revision: 0)
            return next
        }
        if case .published = result { return .published(revision: document?.revision ?? 0) }
        return result
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
