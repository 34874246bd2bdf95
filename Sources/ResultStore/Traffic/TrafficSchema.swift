extension DatabaseSchema {
    /// The tables of `traffic.sqlite`.
    static let traffic = DatabaseSchema(steps: [
        """
        CREATE TABLE exposures (
            test TEXT NOT NULL,
            unit TEXT NOT NULL,
            phase INTEGER NOT NULL,
            arm TEXT NOT NULL,
            at REAL NOT NULL,
            covariate REAL,
            PRIMARY KEY (test, unit)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE outcomes (
            idempotency_key TEXT NOT NULL,
            test TEXT NOT NULL,
            unit TEXT NOT NULL,
            metric TEXT NOT NULL,
            value REAL NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (test, idempotency_key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX outcomes_of_units ON outcomes (test, metric, unit, value, at);

        CREATE TABLE requests (
            test TEXT NOT NULL,
            phase INTEGER NOT NULL,
            arm TEXT NOT NULL,
            minute INTEGER NOT NULL,
            requests INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            milliseconds REAL NOT NULL,
            squared_milliseconds REAL NOT NULL,
            compared INTEGER NOT NULL,
            agreed INTEGER NOT NULL,
            PRIMARY KEY (test, phase, arm, minute)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE imports (
            test TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (test, key)
        ) STRICT, WITHOUT ROWID;
        """,
    ])
}
