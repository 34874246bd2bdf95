public import ResultStore
public import SweepModel

extension ResultStore {
    /// The one trial of a sweep whose id begins with what a person typed, without curve, folds and losses.
    ///
    /// - Throws: `DecisionError.unknownTrial`, `.ambiguousTrial`; `ResultStoreError`.
    public func trial(beginningWith prefix: String, of sweep: String) throws -> TrialOutcome {
        let matches = try trialIDs(of: sweep, beginningWith: prefix)
        guard let id = matches.first, let trial = try trial(id, of: sweep, detail: .summary) else {
            throw DecisionError.unknownTrial(prefix: prefix, sweep: sweep)
        }
        guard matches.count == 1 else {
            throw DecisionError.ambiguousTrial(prefix: prefix, sweep: sweep, matches: matches)
        }
        return trial
    }
}
