extension DatabaseSchema {
    /// The registry's tables of A/B tests: rows are added and never changed.
    static let abTests = """
        CREATE TABLE ab_tests (
            number INTEGER PRIMARY KEY,
            options TEXT NOT NULL,
            started_at REAL NOT NULL,
            started_by TEXT NOT NULL
        ) STRICT;

        CREATE TABLE ab_phases (
            test INTEGER NOT NULL REFERENCES ab_tests (number),
            phase INTEGER NOT NULL,
            weights TEXT NOT NULL,
            began_at REAL NOT NULL,
            began_by TEXT NOT NULL,
            note TEXT,
            PRIMARY KEY (test, phase)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE ab_ends (
            test INTEGER PRIMARY KEY REFERENCES ab_tests (number),
            outcome TEXT NOT NULL,
            arm TEXT NOT NULL,
            evidence TEXT NOT NULL,
            ended_at REAL NOT NULL,
            ended_by TEXT NOT NULL,
            note TEXT
        ) STRICT;

        """
        + ["ab_tests", "ab_phases", "ab_ends"].map { table in
            """
            CREATE TRIGGER \(table)_are_immutable BEFORE UPDATE ON \(table)
            BEGIN SELECT RAISE(ABORT, 'what was stored of an A/B test is never changed'); END;
            CREATE TRIGGER \(table)_are_kept BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, 'what was stored of an A/B test is never deleted'); END;

            """
        }.joined()
}
