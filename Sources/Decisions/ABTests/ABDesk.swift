internal import JSON
public import ObjectStore
public import ResultStore
internal import SweepModel

/// A store's A/B tests: start, other weights, end. The registry decides, the serving document follows.
///
/// Errors: `ABError`, `DecisionError`, `ResultStoreError`, `ObjectStoreError`.
public struct ABDesk: Sendable {
    let store: FolderStore

    public init(store: FolderStore) { self.store = store }

    /// All tests, the first one first.
    public func all() throws -> [ABTest] {
        do {
            let registry = try RegistryStore(path: Registry.path(of: store), access: .reading)
            return try registry.tests().map(ABTest.init)
        } catch let error as ResultStoreError where error.problem == .missing {
            return []
        }
    }

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
        let result = try registry().start { number in
            StoredTest(
                number: number, options: stored, startedAt: seconds, startedBy: by,
                phases: [
                    StoredPhase(phase: 1, weights: options.arms.map(\.weight), beganAt: seconds, beganBy: by)
                ])
        }
        let test = try ABTest(result.mapError(Self.error).get())
        try ServingFollower(store: store).follow()
        return test
    }

    /// Gives the arms other weights: a new phase.
    public func reweigh(
        _ test: ABTest, to weights: [Double], by: String, at seconds: Double, note: String? = nil
    ) throws -> ABTest {
        let phase = StoredPhase(
            phase: test.phases.count + 1, weights: weights, beganAt: seconds, beganBy: by, note: note)
        if let conflict = try registry().begin(phase, of: test.number) { throw Self.error(conflict) }
        try ServingFollower(store: store).follow()
        return try self.test(named: test.id)
    }

    /// Ends a test; a promoted arm's version becomes the champion in the same step.
    public func end(_ test: ABTest, _ end: StoredEnd) throws -> ABTest {
        var move: AliasMove?
        if end.outcome == .promoted, let arm = test.options.arms.first(where: { $0.name == end.arm }) {
            move = AliasMove(
                alias: .champion, from: test.options.arms[0].version, to: arm.version, movedAt: end.endedAt,
                movedBy: end.endedBy, note: end.note ?? "the verdict of \(test.id)")
        }
        if let conflict = try keep(end, of: test, moving: move) { throw Self.error(conflict) }
        try ServingFollower(store: store).follow()
        return try self.test(named: test.id)
    }

    /// The one place where the decision of a test is written.
    private func keep(_ end: StoredEnd, of test: ABTest, moving move: AliasMove?) throws -> TestConflict? {
        try registry().end(end, of: test.number, moving: move)
    }

    private func registry() throws -> RegistryStore {
        try RegistryStore(path: Registry.path(of: store), access: .writing)
    }

    private static func error(_ conflict: TestConflict) -> any Error {
        switch conflict {
        case .running(let number): ABError.running(StoredTest.id(number))
        case .ended(let number): ABError.changed("\(StoredTest.id(number)) has ended")
        case .otherPhase(let phase): ABError.changed("the test is in phase \(phase) now")
        case .alias(let alias):
            ABError.changed("champion is \(alias.found.map { "version \($0)" } ?? "no version") now")
        }
    }
}
