public import JSON
internal import StatesLanguage
public import SweepModel

/// The input of one execution of a compiled sweep.
public struct ExecutionInput: Sendable, Equatable {
    public let json: JSON

    /// - Parameters:
    ///   - sweep: the compiled sweep's id.
    ///   - plan: of that sweep; it knows the lanes and the Map's mode.
    ///   - run: counts the executions of this sweep, from 1.
    ///   - packs: the packs to run: all of them, or those that are missing. An inline Map gets them in the input; a
    ///     distributed one reads them from the object `StoreKey.manifest(sweep, run:)`, which the caller writes.
    /// - Throws: `ExecutionInputError`.
    public init(
        sweep: String, plan: Plan, run: Int, packs: [ManifestRow], target: Target
    ) throws(ExecutionInputError) {
        let starts = plan.starts
        let unqueued = starts.filter { !$0.isTask && target.isOfTasksAlone($0.lane) }.map(\.lane)
        guard unqueued.isEmpty else { throw .noFargateQueue(unqueued) }
        let missing = target.missing(for: starts)
        guard missing.isEmpty else { throw .missingTarget(missing) }
        guard plan.reduce?.service != .batch || target.reducerJob != nil else { throw .noReducerJob }
        let targetBytes = target.json.bytes().count
        guard targetBytes <= PayloadBound.targetBytes else { throw .targetTooLarge(bytes: targetBytes) }
        var members: [String: JSON] = ["sweep": .string(sweep), "run": .integer(run), "target": target.json]
        if plan.map?.mode == ProcessorConfig.Mode.distributed.rawValue {
            members["manifest"] = .string(StoreKey.manifest(sweep, run: run))
            members["results"] = .string(StoreKey.mapResults(sweep, run: run))
        } else {
            members["packs"] = .array(packs.map(\.json))
        }
        json = .object(members)
    }
}

extension Plan {
    /// How the machine's states start packs, those of a last attempt without Spot included; each way once.
    var starts: [PackStart] {
        let named = (lanes ?? []).flatMap { lane in
            [lane.lane, lane.lastAttemptOn].compactMap { $0 }.map { PackStart(lane: $0, isTask: lane.isTask) }
        }
        return Set(named).sorted { ($0.lane, $0.isTask ? 1 : 0) < ($1.lane, $1.isTask ? 1 : 0) }
    }
}

/// A way to start a pack.
struct PackStart: Sendable, Hashable {
    let lane: Lane
    /// As an ECS task, and as a Batch job where not.
    let isTask: Bool
}

/// Why a target does not fit a compiled sweep.
public enum ExecutionInputError: Error, Sendable, Equatable {
    case missingTarget([String])
    /// The reducer must run as a Batch job, and the target has none.
    case noReducerJob
    /// Packs of these Fargate lanes must be Batch jobs, and the target can start them as ECS tasks alone.
    case noFargateQueue([Lane])
    case targetTooLarge(bytes: Int)
}

extension ExecutionInputError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missingTarget(let members):
            "the target has no \(members.joined(separator: ", ")), which the sweep's lanes need"
        case .noReducerJob:
            "the sweep's results are ranked by a Batch job, and the stack has no reducerJob: only a stack with EC2 hosts that was "
                + "deployed by this version has one"
        case .noFargateQueue(let lanes):
            "packs on \(lanes.map(\.rawValue).joined(separator: ", ")) are Batch jobs, and the stack, which an earlier version deployed, "
                + "has no queue for them"
        case .targetTooLarge(let bytes):
            "the target has \(bytes.grouped) bytes, at most \(PayloadBound.targetBytes.grouped) are allowed: "
                + "use shorter names or fewer subnets"
        }
    }
}

/// One row of a manifest: a pack, and the lane it runs on.
public struct ManifestRow: Sendable, Hashable, Codable {
    public var pack: String
    public var lane: Lane

    public init(pack: String, lane: Lane) {
        self.pack = pack
        self.lane = lane
    }

    public var json: JSON { ["pack": .string(pack), "lane": .string(lane.rawValue)] }
}

extension [ManifestRow] {
    /// The manifest as an object of the store.
    public var manifest: JSON { .array(map(\.json)) }
}
