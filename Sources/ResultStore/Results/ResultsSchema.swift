extension DatabaseSchema {
    /// The tables of `results.sqlite`.
    ///
    /// Natural keys are unique; row numbers only tie the tables together and mean nothing outside the file.
    static let results = DatabaseSchema(steps: [
        """
        CREATE TABLE sweeps (
            id INTEGER PRIMARY KEY,
            sweep TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            metric TEXT NOT NULL,
            goal TEXT NOT NULL,
            planned INTEGER NOT NULL,
            description TEXT
        ) STRICT;

        CREATE TABLE trials (
            id INTEGER PRIMARY KEY,
            sweep_id INTEGER NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
            trial TEXT NOT NULL,
            trial_index INTEGER NOT NULL,
            point INTEGER NOT NULL,
            seed INTEGER NOT NULL,
            parameters TEXT NOT NULL,
            cache_key TEXT NOT NULL,
            status TEXT NOT NULL,
            objective REAL,
            model TEXT,
            started_at REAL NOT NULL,
            seconds REAL NOT NULL,
            cpu_seconds REAL NOT NULL,
            peak_memory_bytes INTEGER,
            generation INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            lane TEXT NOT NULL,
            host TEXT NOT NULL,
            worker TEXT NOT NULL,
            data_digest TEXT,
            code_digest TEXT NOT NULL,
            blas TEXT,
            cached_from TEXT,
            pack TEXT NOT NULL,
            record_generation INTEGER NOT NULL,
            record_part INTEGER NOT NULL,
            record_line INTEGER NOT NULL,
            UNIQUE (sweep_id, trial)
        ) STRICT;
        CREATE INDEX trials_by_objective ON trials (sweep_id, status, objective);
        CREATE INDEX trials_by_cache_key ON trials (cache_key) WHERE status = 'succeeded';

        CREATE TABLE failures (
            trial_id INTEGER PRIMARY KEY REFERENCES trials (id) ON DELETE CASCADE,
            reason TEXT NOT NULL,
            message TEXT NOT NULL,
            exit_code INTEGER,
            signal INTEGER,
            stderr_tail TEXT
        ) STRICT;

        CREATE TABLE metrics (
            trial_id INTEGER NOT NULL REFERENCES trials (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value REAL NOT NULL,
            PRIMARY KEY (trial_id, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE derived_metrics (
            trial_id INTEGER NOT NULL REFERENCES trials (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            value REAL NOT NULL,
            PRIMARY KEY (trial_id, name)
        ) STRICT, WITHOUT ROWID;

        -- One JSON object of columns a trial: {"step": [1, 2], "validation_loss": [0.7, 0.5]}.
        CREATE TABLE curves (
            trial_id INTEGER PRIMARY KEY REFERENCES trials (id) ON DELETE CASCADE,
            columns TEXT NOT NULL
        ) STRICT;

        -- One JSON array a trial, an object of metrics a fold.
        CREATE TABLE fold_metrics (
            trial_id INTEGER PRIMARY KEY REFERENCES trials (id) ON DELETE CASCADE,
            folds TEXT NOT NULL
        ) STRICT;

        -- Little-endian 32-bit floats, one a validation row.
        CREATE TABLE validation_losses (
            trial_id INTEGER PRIMARY KEY REFERENCES trials (id) ON DELETE CASCADE,
            losses BLOB NOT NULL
        ) STRICT;

        CREATE TABLE merged_objects (
            sweep_id INTEGER NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
            object TEXT NOT NULL,
            PRIMARY KEY (sweep_id, object)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE unreadable_lines (
            sweep_id INTEGER NOT NULL REFERENCES sweeps (id) ON DELETE CASCADE,
            object TEXT NOT NULL,
            line INTEGER NOT NULL,
            problem TEXT NOT NULL,
            PRIMARY KEY (sweep_id, object, line)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- A bit a row of `losses`, the least significant first: whether it got a wrong class.
        ALTER TABLE validation_losses ADD COLUMN errors BLOB;
        """,
        """
        -- The same of the test rows, which a confirmation alone scores.
        CREATE TABLE test_losses (
            trial_id INTEGER PRIMARY KEY REFERENCES trials (id) ON DELETE CASCADE,
            losses BLOB NOT NULL,
            errors BLOB
        ) STRICT;
        """,
        // A sweep's count, span and time, without a look at its trials' rows.
        """
        CREATE INDEX trials_by_start ON trials (sweep_id, started_at, seconds, status);
        """,
    ])
}
