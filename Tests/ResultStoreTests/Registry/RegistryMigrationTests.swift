import GRDB
import SweepModel
import TestSupport
import Testing

@testable import ResultStore

@Suite("A registry of before there were decisions") struct RegistryMigrationTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/registry.sqlite" }

    /// A file as the first version of the schema left it, with one move.
    init() throws {
        folder = try TemporaryFolder()
        try DatabaseQueue(path: folder.path + "/registry.sqlite").write { database in
            try DatabaseSchema(steps: Array(DatabaseSchema.registry.steps.prefix(1))).migrate(
                database, role: .registry)
            try database.execute(
                sql: """
                    INSERT INTO versions VALUES (1, 's-1', 's', 'aa', 0, 'loss', 'minimize', 1.0, '{}', '{}', 1, NULL, 'c', 'k',
                    NULL, NULL, NULL, NULL, 1.0, 'ada', NULL);
                    INSERT INTO aliases VALUES ('champion', 1);
                    INSERT INTO moves (alias, to_version, moved_at, moved_by) VALUES ('champion', 1, 1.0, 'ada');
                    """)
        }
    }

    private let move = AliasMove(alias: .champion, from: nil, to: 1, movedAt: 1, movedBy: "ada", note: nil)

    @Test("A reader sees its versions and moves, and no decision; nothing is written")
    func reading() throws {
        let store = try RegistryStore(path: path, access: .reading)
        #expect(try store.moves() == [move] && store.decisions().isEmpty && store.versions().count == 1)
        #expect(try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 1)
    }

    @Test("A writer brings it to the present schema, and keeps what was there")
    func writing() throws {
        let store = try RegistryStore(path: path, access: .writing)
        #expect(try store.moves() == [move] && store.decisions().isEmpty)
        try store.change { change in
            try change.append(StoredDecision(number: 1, kind: "promote", record: "{}", digest: "d"))
        }
        #expect(try store.decisions().map(\.number) == [1])
        #expect(throws: ResultStoreError.self) {
            try store.change { try $0.append(StoredDecision(number: 1, kind: "promote", record: "{}", digest: "e")) }
        }
    }

    @Test(
        "Decisions can be neither changed nor deleted",
        arguments: ["UPDATE decisions SET kind = 'ab'", "DELETE FROM decisions"])
    func immutable(sql: String) throws {
        let store = try RegistryStore(path: path, access: .writing)
        try store.change { change in
            try change.append(StoredDecision(number: 1, kind: "promote", record: "{}", digest: "d"))
        }
        #expect(throws: DatabaseError.self) { try DatabaseQueue(path: path).write { try $0.execute(sql: sql) } }
    }
}
