/// The statements that find one trial, or few.
enum TrialQuery {
    static let one = """
        SELECT trials.id, \(TrialColumns.names.joined(separator: ", ")) FROM trials
        JOIN sweeps ON sweeps.id = sweep_id WHERE sweep = ? AND trial = ?
        """

    static let firstFailure = """
        SELECT trials.id, trial FROM trials JOIN sweeps ON sweeps.id = sweep_id
        WHERE sweep = ? AND status = 'failed' ORDER BY trial_index, trial LIMIT 1
        """

    /// Ids that begin with the second argument: the range finds them in the index, and Unicode's last character ends it.
    static let ids = """
        SELECT trial FROM trials JOIN sweeps ON sweeps.id = sweep_id
        WHERE sweep = ?1 AND trial >= ?2 AND trial <= ?2 || char(1114111) AND substr(trial, 1, length(?2)) = ?2
        ORDER BY trial
        """
}

/// The statements that list metrics.
enum MetricNameQuery {
    /// In the order of starts, which is nearly that of the rows: the pages of metrics are read one after another.
    static func text(_ table: String) -> String {
        """
        SELECT DISTINCT name FROM \(table)
        WHERE trial_id IN (SELECT id FROM trials WHERE sweep_id = ? AND status = 'succeeded' ORDER BY started_at)
        """
    }
}
