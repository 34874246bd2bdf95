internal import Foundation
internal import JSON
public import ObjectStore
internal import ResultStore
public import SweepModel

/// Brings the serving document to what the registry says: the running test, or the champion alone.
///
/// A command writes its decision into the registry first and then calls this; what a killed command left behind, the next one completes.
public struct ServingFollower: Sendable {
    private let store: FolderStore
    private static let mostTries = 20

    public init(store: FolderStore) { self.store = store }

    /// What the registry says; `nil` while there is neither a test nor a champion that can be served.
    ///
    /// - Parameter revision: of the document that is replaced; 0 without one.
    public func document(after revision: Int) throws -> ServingDocument? {
        let desk = ABDesk(store: store)
        if let test = try desk.running() {
            var arms = test.options.arms
            for (place, weight) in test.weights.enumerated() { arms[place].weight = weight }
            return ServingDocument(
                revision: revision + 1, test: test.id, phase: test.phases.count, mode: test.options.mode,
                hashSeed: test.id, arms: arms,
                coverage: test.options.ramp.map { .init(at: test.startedAt + $0.afterSeconds, share: $0.share) })
        }
        guard let arm = try championArm(last: desk.all().last) else { return nil }
        return ServingDocument(revision: revision + 1, arms: [arm])
    }

    /// Replaces the document where it says something else, by compare-and-swap.
    ///
    /// - Returns: the document that stands; `nil` where there is none.
    /// - Throws: `ABError.damagedDocument` for a document of a later program.
    @discardableResult
    public func follow() throws -> ServingDocument? {
        for _ in 0..<Self.mostTries {
            let found = try store.get(StoreKey.serving)
            let current = found.flatMap { try? JSON(parsing: $0.bytes).decode(ServingDocument.self) }
            if let current, current.version > ServingDocument.version {
                throw ABError.damagedDocument(problem: current.problem ?? "a later version wrote it")
            }
            guard let wanted = try document(after: current?.revision ?? events()) else { return current }
            if var same = current {
                same.revision = wanted.revision
                if same == wanted { return current }
            }
            do {
                let bytes = Data(try JSON(encoding: wanted).bytes(.indented))
                try store.put(StoreKey.serving, bytes, if: found.map { .unchanged($0.version) } ?? .absent)
                return wanted
            } catch ObjectStoreError.conflict {
                continue
            }
        }
        throw ABError.changed("serving/document.json")
    }

    /// As many documents as the registry can have asked for: where the last one is lost, the next must not seem older than it.
    private func events() throws -> Int {
        try Registry(store: store).moves().count
            + ABDesk(store: store).all().reduce(0) { $0 + $1.phases.count + ($1.end == nil ? 0 : 1) }
    }

    /// The champion as it was served in the last test, or by its own model; `nil` for a program of the user's that was in none.
    private func championArm(last: ABTest?) throws -> ServingArm? {
        let registry = Registry(store: store)
        guard let number = try registry.aliases()[.champion] else { return nil }
        if var arm = last?.options.arms.first(where: { $0.version == number }) {
            arm.name = "champion"
            arm.weight = 1
            return arm
        }
        guard let model = try registry.version(named: String(number)).model else { return nil }
        return ServingArm(
            name: "champion", version: number, weight: 1,
            model: .builtIn(key: model.key, digest: model.digest))
    }
}
