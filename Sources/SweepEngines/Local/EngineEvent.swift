public import SweepModel

/// What a running sweep tells whoever follows it.
public enum EngineEvent: Sendable, Equatable {
    /// The execution numbered `run` begins over `packs` packs; `done` of its `trials` have an outcome already.
    case started(sweep: String, run: Int, packs: Int, trials: Int, done: Int)
    /// A worker's own event, as its log has it.
    case worker(pack: String, WorkerEvent)
    /// At most a few times a second, and once at the end.
    case progress(SweepProgress)
    case reducing
    case ended(SweepResult)
}
