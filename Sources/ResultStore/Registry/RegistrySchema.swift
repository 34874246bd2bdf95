extension DatabaseSchema {
    /// The tables of `registry.sqlite`. Versions, moves and decisions are history: the file itself refuses to change or forget them.
    static let registry = DatabaseSchema(steps: [
        """
        CREATE TABLE versions (
            version INTEGER PRIMARY KEY,
            sweep TEXT NOT NULL,
            sweep_name TEXT NOT NULL,
            trial TEXT NOT NULL,
            seed INTEGER NOT NULL,
            metric TEXT NOT NULL,
            goal TEXT NOT NULL,
            value REAL,
            parameters TEXT NOT NULL,
            metrics TEXT NOT NULL,
            chosen_from INTEGER NOT NULL,
            data_digest TEXT,
            code_digest TEXT NOT NULL,
            cache_key TEXT NOT NULL,
            model TEXT,
            model_digest TEXT,
            card TEXT,
            checkpoints TEXT,
            created_at REAL NOT NULL,
            created_by TEXT NOT NULL,
            note TEXT,
            UNIQUE (sweep, trial)
        ) STRICT;

        CREATE TABLE aliases (
            alias TEXT PRIMARY KEY,
            version INTEGER NOT NULL REFERENCES versions (version)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE moves (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            alias TEXT NOT NULL,
            from_version INTEGER REFERENCES versions (version),
            to_version INTEGER NOT NULL REFERENCES versions (version),
            moved_at REAL NOT NULL,
            moved_by TEXT NOT NULL,
            note TEXT
        ) STRICT;

        CREATE TRIGGER versions_are_immutable BEFORE UPDATE ON versions
        BEGIN SELECT RAISE(ABORT, 'a model version is never changed'); END;
        CREATE TRIGGER versions_are_kept BEFORE DELETE ON versions
        BEGIN SELECT RAISE(ABORT, 'a model version is never deleted'); END;
        CREATE TRIGGER moves_are_immutable BEFORE UPDATE ON moves
        BEGIN SELECT RAISE(ABORT, 'a move of an alias is never changed'); END;
        CREATE TRIGGER moves_are_kept BEFORE DELETE ON moves
        BEGIN SELECT RAISE(ABORT, 'a move of an alias is never deleted'); END;
        """,
        """
        CREATE TABLE decisions (
            number INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            record TEXT NOT NULL,
            digest TEXT NOT NULL UNIQUE
        ) STRICT;

        ALTER TABLE moves ADD COLUMN decision INTEGER REFERENCES decisions (number);

        CREATE TRIGGER decisions_are_immutable BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision record is never changed'); END;
        CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'a decision record is never deleted'); END;
        """,
        abTests,
    ])
}
