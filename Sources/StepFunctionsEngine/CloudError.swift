public import SweepCompiler

/// Why a sweep can't do on AWS what was asked.
public enum CloudError: Error, Sendable, Equatable, CustomStringConvertible {
    case noStack(name: String, region: String)
    case stackNotReady(name: String, problem: String)
    case ranBefore(sweep: String, status: String)
    case stillRunning(sweep: String)
    case programNotRelative(path: String)
    case leftAlive(sweep: String, ids: [String], seconds: Int)
    case ranHere(sweep: String)
    case elsewhere(sweep: String, stack: String)
    case notStarted(sweep: String)
    case unreadableData(DataProblem)
    case notInBucket(name: String, bucket: String, stack: String, known: [String])

    public var description: String {
        switch self {
        case .noStack(let name, let region):
            "there is no stack `\(name)` in \(region); make it with `stepsweep deploy`, or name another with --stack or --region"
        case .stackNotReady(let name, let problem): "stack `\(name)` can't run this sweep: \(problem)"
        case .ranBefore(let sweep, let status):
            "\(sweep) has run on AWS before (\(status)); look with `stepsweep status \(sweep)`, or run what is missing with `stepsweep resume \(sweep)`"
        case .stillRunning(let sweep):
            "\(sweep) is running on AWS; follow it with `stepsweep watch \(sweep)`"
        case .programNotRelative(let path):
            "program: must be a path below the sweep file's folder, so that a container can have it too, received `\(path)`"
        case .leftAlive(let sweep, let ids, let seconds):
            "\(ids.count) jobs of \(sweep) are still alive after \(seconds) s (\(ids.prefix(3).joined(separator: ", "))); run the same command again"
        case .ranHere(let sweep):
            "\(sweep) has run on this machine; a sweep runs in one place: use another store with --store"
        case .notStarted(let sweep):
            "the start of \(sweep) on AWS failed before anything ran: launch its file again with --on aws"
        case .notInBucket(let name, let bucket, let stack, let known):
            "no sweep `\(name)` in s3://\(bucket) of stack `\(stack)`; "
                + (known.isEmpty ? "it holds none yet" : "known: \(known.joined(separator: ", "))")
        case .unreadableData(let problem): "\(problem)"
        case .elsewhere(let sweep, let stack):
            "\(sweep) runs on AWS (stack `\(stack)`); a sweep runs in one place: use another store with --store"
        }
    }
}
