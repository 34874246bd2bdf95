internal import GRDB
internal import JSON

extension RegistryStore {
    /// All tests, the first one first.
    public func tests() throws -> [StoredTest] { try file.read { try Self.tests($0) } }

    /// Stores a new test with its first phase.
    ///
    /// - Parameters:
    ///   - control: the version that must be the champion now.
    ///   - make: builds the test with the next number, while no other process can take it.
    /// - Returns: the test, or why it was not stored.
    public func start(
        control: Int, _ make: (Int) throws -> StoredTest
    ) throws -> Result<StoredTest, TestConflict> {
        try file.write { database in
            let champion = try Self.aliases(database)[.champion]
            guard champion == control else { return .failure(.otherChampion(champion)) }
            let known = try Self.tests(database)
            if let running = known.last(where: { $0.end == nil }) { return .failure(.running(running.number)) }
            let test = try make((known.last?.number ?? 0) + 1)
            try database.execute(
                sql: "INSERT INTO ab_tests (number, options, started_at, started_by) VALUES (?, ?, ?, ?)",
                arguments: [test.number, test.options.text(), test.startedAt, test.startedBy])
            for phase in test.phases { try Self.insert(phase, of: test.number, database) }
            return .success(test)
        }
    }

    /// Begins a phase of a test that runs; it must follow the last one.
    public func begin(_ phase: StoredPhase, of number: Int) throws -> TestConflict? {
        try file.write { database in
            if try Self.hasEnded(number, database) { return .ended(number) }
            let last = try Int.fetchOne(
                database, sql: "SELECT max(phase) FROM ab_phases WHERE test = ?", arguments: [number])
            guard last == phase.phase - 1 else { return .otherPhase(last ?? 0) }
            try Self.insert(phase, of: number, database)
            return nil
        }
    }

    static func hasEnded(_ number: Int, _ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "SELECT 1 FROM ab_ends WHERE test = ?", arguments: [number]) != nil
    }

    private static func insert(_ phase: StoredPhase, of number: Int, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO ab_phases (test, phase, weights, began_at, began_by, note) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, phase.phase, JSON.array(phase.weights.map(JSON.number)).text(), phase.beganAt, phase.beganBy,
                phase.note,
            ])
    }

    private static func tests(_ database: Database) throws -> [StoredTest] {
        // A registry that an earlier version wrote and nobody has changed since has no such tables.
        guard try database.tableExists("ab_tests") else { return [] }
        let phases = try Dictionary(grouping: self.phases(database)) { $0.test }.mapValues { $0.map(\.phase) }
        let ends = try Dictionary(self.ends(database).map { ($0.test, $0.end) }) { first, _ in first }
        let rows = try Row.fetchAll(
            database, sql: "SELECT number, options, started_at, started_by FROM ab_tests ORDER BY number")
        return try rows.map { row in
            var reader = RowReader(row)
            let number: Int = try reader.next()
            return StoredTest(
                number: number, options: try reader.json(), startedAt: try reader.next(),
                startedBy: try reader.next(), phases: phases[number] ?? [], end: ends[number])
        }
    }

    private static func phases(_ database: Database) throws -> [(test: Int, phase: StoredPhase)] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT test, phase, weights, began_at, began_by, note FROM ab_phases ORDER BY test, phase")
        return try rows.map { row in
            var reader = RowReader(row)
            return (
                try reader.next(),
                StoredPhase(
                    phase: try reader.next(), weights: try reader.json().array?.compactMap(\.double) ?? [],
                    beganAt: try reader.next(), beganBy: try reader.next(), note: try reader.optional())
            )
        }
    }

    private static func ends(_ database: Database) throws -> [(test: Int, end: StoredEnd)] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT test, outcome, arm, evidence, ended_at, ended_by, note FROM ab_ends")
        return try rows.map { row in
            var reader = RowReader(row)
            return (
                try reader.next(),
                StoredEnd(
                    outcome: try reader.choice(), arm: try reader.next(), evidence: try reader.json(),
                    endedAt: try reader.next(), endedBy: try reader.next(), note: try reader.optional())
            )
        }
    }
}

extension TestConflict: Error {}

extension RegistryChange {
    /// Ends a test.
    ///
    /// - Parameter phase: the one that was judged, which must be the last one.
    /// - Returns: why it was not ended.
    public func end(_ end: StoredEnd, of number: Int, in phase: Int) throws -> TestConflict? {
        if try RegistryStore.hasEnded(number, database) { return .ended(number) }
        let last = try Int.fetchOne(
            database, sql: "SELECT max(phase) FROM ab_phases WHERE test = ?", arguments: [number])
        guard last == phase else { return .otherPhase(last ?? 0) }
        try database.execute(
            sql: """
                INSERT INTO ab_ends (test, outcome, arm, evidence, ended_at, ended_by, note)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, end.outcome.rawValue, end.arm, end.evidence.text(), end.endedAt, end.endedBy, end.note,
            ])
        return nil
    }
}
