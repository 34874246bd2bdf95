internal import JSON
public import ObjectStore
public import ResultStore
internal import SweepModel

/// A store's A/B tests: start, other weights, end. The registry decides, the serving document follows.
///
/// Errors: `ABError`, `DecisionError`, `ResultStoreError`, `ObjectStoreError`.
public struct ABDesk: Sendable {
    let store: FolderStore
    private let registry: Registry

    public init(store: FolderStore) {
        self.store = store
        registry = Registry(store: store)
    }

    /// All tests, the first one first.
    public func all() throws -> [ABTest] { try registry.tests() }

    /// The one test that runs; `nil` where none does.
    public func running() throws -> ABTest? { try all().last { $0.end == nil } }

    /// - Parameter name: `ab-1` or `1`; `nil` means the last one.
    public func test(named name: String?) throws -> ABTest {
        let tests = try all()
        guard let last = tests.last else { throw name.map(ABError.unknownTest) ?? ABError.noTest }
        guard let name else { return last }
        guard let test = tests.first(where: { $0.id == name || String($0.number) == name }) else {
            throw ABError.unknownTest(name)
        }
        return test
    }

    /// The test that runs, for commands that change one.
    public func requireRunning() throws -> ABTest {
        guard let last = try all().last else { throw ABError.noTest }
        guard last.end == nil else { throw ABError.noneRunning(last: last.id) }
        return last
    }

    /// Starts a test, and lets the servers know.
    public func start(_ options: ABOptions, by: String, at seconds: Double) throws -> ABTest {
        let stored = try JSON(encoding: options)
        let result = try registry.changing { registry in
            try registry.start(control: options.arms[0].version) { number in
                StoredTest(
                    number: number, options: stored, startedAt: seconds, startedBy: by,
                    phases: [
                        StoredPhase(phase: 1, weights: options.arms.map(\.weight), beganAt: seconds, beganBy: by)
                    ])
            }
        }
        let test = try ABTest(result.mapError(Self.error).get())
        try follow()
        return test
    }

    /// Gives the arms other weights: a new phase.
    public func reweigh(
        _ test: ABTest, to weights: [Double], by: String, at seconds: Double, note: String? = nil
    ) throws -> ABTest {
        let phase = StoredPhase(
            phase: test.phases.count + 1, weights: weights, beganAt: seconds, beganBy: by, note: note)
        if let conflict = try registry.changing({ try $0.begin(phase, of: test.number) }) {
            throw Self.error(conflict)
        }
        try follow()
        return try self.test(named: test.id)
    }

    /// Ends a test, with its record in the chain of decisions; a promoted arm's version becomes the champion in the same step.
    public func end(_ test: ABTest, _ end: StoredEnd) throws -> ABTest {
        let draft = DecisionDraft(ending: test, end)
        do {
            let conflict = try registry.changing { registry in
                try registry.change { change -> TestConflict? in
                    if let conflict = try change.end(end, of: test.number, in: test.phases.count) { return conflict }
                    _ = try change.decide(draft)
                    return nil
                }
            }
            if let conflict { throw Self.error(conflict) }
        } catch DecisionError.aliasMoved(let alias, _, let found) {
            throw ABError.changed("\(alias) is \(found.map { "version \($0)" } ?? "no version") now")
        }
        try follow()
        return try self.test(named: test.id)
    }

    /// Lets the serving document follow: what a killed command left undone, the next one completes.
    @discardableResult
    public func follow() throws -> ServingChange { try ServingDocuments(registry: registry).follow() }

    private static func error(_ conflict: TestConflict) -> any Error {
        switch conflict {
        case .running(let number): ABError.running(StoredTest.id(number))
        case .ended(let number): ABError.changed("\(StoredTest.id(number)) has ended")
        case .otherChampion(let version):
            ABError.changed("champion is \(version.map { "version \($0)" } ?? "no version") now")
        case .otherPhase(let phase): ABError.changed("the test is in phase \(phase) now")
        }
    }
}
