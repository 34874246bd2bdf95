internal import Foundation
internal import ObjectStore
internal import SweepModel

/// Looks for a new serving document again and again, and takes it up once its models are loaded.
final class DocumentWatch: Sendable {
    private let store: any ObjectStore
    private let loader: ModelLoader
    private let state: ServingState
    private let fallback: ServingDocument?
    private let say: @Sendable (String) -> Void

    /// - Parameter fallback: served while the store has no document.
    init(
        store: any ObjectStore, loader: ModelLoader, state: ServingState, fallback: ServingDocument?,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.loader = loader
        self.state = state
        self.fallback = fallback
        self.say = say
    }

    /// Loads what is there now.
    ///
    /// - Returns: the version of the object that was looked at; `nil` where there is none.
    /// - Throws: why nothing can be served.
    func begin() throws -> ObjectVersion? {
        let object = try store.get(StoreKey.serving)
        let document = try object.map { try ModelLoader.document($0.bytes) } ?? fallback
        guard let document else { throw ModelLoader.Refusal(description: "there is no serving document and no model") }
        state.use(try loader.plan(document, keeping: nil))
        return object?.version
    }

    /// Runs until the task is cancelled.
    func run(from version: ObjectVersion?, everySeconds: Double) async {
        var seen = version
        while (try? await Task.sleep(for: .seconds(everySeconds))) != nil {
            let known = seen
            seen = (try? await OwnThread.run { self.look(known) }) ?? known
        }
    }

    /// - Returns: the version that needs no other look: taken up, or refused for good.
    private func look(_ known: ObjectVersion?) -> ObjectVersion? {
        let object: StoredObject?
        do {
            object = try store.get(StoreKey.serving)
        } catch {
            refuse("the store can't be read: \(error)")
            return nil
        }
        guard let object, object.version != known else { return known }
        do {
            let plan = try loader.plan(ModelLoader.document(object.bytes), keeping: state.now.plan)
            state.use(plan)
            say("serving revision \(plan.document.revision)")
            return object.version
        } catch {
            refuse("the new document is refused: \(error)")
            // What the world refuses may work at the next look; what the document says won't change.
            return error is ObjectStoreError ? known : object.version
        }
    }

    private func refuse(_ problem: String) {
        guard state.now.problem != problem else { return }
        state.refuse(problem)
        let revision = state.now.plan?.document.revision ?? 0
        say("\(problem); revision \(revision) is served on")
    }
}
