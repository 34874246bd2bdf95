internal import StatesLanguage

/// Limits of the AWS services that a compiled sweep must stay within. Those of a payload, a definition and a history
/// can't be raised.
public enum ServiceLimits {
    /// The input, output or result of a state, in bytes of UTF-8.
    public static let payloadBytes = Limits.payloadBytes
    /// A state machine's definition.
    public static let definitionBytes = StateMachine.maximumBytes
    /// Events in the history of one execution.
    public static let historyEvents = 25_000
    /// Iterations of an inline Map that run at once, whatever its `MaxConcurrency` says.
    public static let inlineConcurrency = 40
    /// Child executions of a distributed Map that run at once.
    public static let distributedConcurrency = 10_000
    /// Submissions to Batch, of a whole account.
    public static let submitsPerSecond = 50.0
    /// vCPUs of Fargate that an account begins with, with Spot and as many without (ECS developer guide, Fargate's quotas); AWS
    /// gives more on request, and by use.
    public static let firstFargateProcessors = 6.0
    /// The text of an error's cause, in characters; JSON text inside a JSON text may need two bytes for each.
    public static let causeCharacters = 32_768
    /// Seconds; the shortest time limit of a Batch attempt.
    public static let shortestAttemptSeconds = 60
    /// Seconds; the largest `TimeoutSeconds` of a state.
    public static let longestTimeoutSeconds = Limits.seconds.upperBound
    /// Seconds; an execution ends after one year.
    public static let longestExecutionSeconds = 31_536_000
    /// What the reducer's function is made for: its disk holds four such databases, and it is to end in a third of its time.
    public static let lambdaDatabaseBytes = 500e6
    public static let lambdaPacks = 20_000
    public static let lambdaSeconds = 300.0
    /// The part of a limit that a plan uses at most: the rest is for what an estimate overlooks.
    public static let usableShare = 0.8
}
