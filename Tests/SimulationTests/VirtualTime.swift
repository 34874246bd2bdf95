import Foundation
import StatesInterpreter
import Synchronization

/// Runs Swift tasks one job after the other on one thread, and lets time jump to the next alarm when no job is ready: a day of a
/// sweep takes seconds, and the same seed gives the same run.
final class VirtualTime: TaskExecutor, ExecutionClock {
    fileprivate struct Sleeper {
        let moment: Double
        let id: Int
        let continuation: CheckedContinuation<Void, any Error>
    }

    fileprivate struct State {
        var ready: [UnownedJob] = []
        var first = 0
        var now = 0.0
        /// Latest first, so that the next to wake is the last.
        var sleepers: [Sleeper] = []
        var nextID = 0
        var isOver = false
    }

    private let state = Mutex(State())

    /// Seconds since the beginning.
    var seconds: Double { state.withLock { $0.now } }

    func now() -> Date { Date(timeIntervalSince1970: seconds) }
    func alarm(at moment: Date) async throws { try await sleep(until: moment.timeIntervalSince1970) }
    func wait(until moment: Date) async throws { try await sleep(until: moment.timeIntervalSince1970) }
    func sleep(_ duration: Double) async throws { try await sleep(until: seconds + duration) }

    private func sleep(until moment: Double) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                state.withLock { $0.insert(Sleeper(moment: moment, id: id, continuation: continuation)) }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let place = state.sleepers.lastIndex(where: { $0.id == id }) else { return nil }
                return state.sleepers.remove(at: place)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.ready.append(job) }
    }

    /// Runs `body` to its end in this time, on a thread of its own.
    func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let task = Task(executorPreference: self) {
            defer { self.state.withLock { $0.isOver = true } }
            return try await body()
        }
        await withCheckedContinuation { done in
            Thread.detachNewThread {
                self.work()
                done.resume()
            }
        }
        return try await task.value
    }

    fileprivate enum Step {
        case job(UnownedJob)
        case wake(CheckedContinuation<Void, any Error>)
        case idle
        case over
    }

    private func work() {
        while true {
            switch state.withLock({ $0.next() }) {
            case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .wake(let continuation): continuation.resume()
            case .idle: Thread.sleep(forTimeInterval: 0.000_1)
            case .over: return
            }
        }
    }
}

extension VirtualTime.State {
    fileprivate mutating func insert(_ sleeper: VirtualTime.Sleeper) {
        var (low, high) = (0, sleepers.count)
        while low < high {
            let middle = (low + high) / 2
            let other = sleepers[middle]
            if (other.moment, other.id) > (sleeper.moment, sleeper.id) { low = middle + 1 } else { high = middle }
        }
        sleepers.insert(sleeper, at: low)
    }

    fileprivate mutating func next() -> VirtualTime.Step {
        if first < ready.count {
            let job = ready[first]
            first += 1
            if first == ready.count {
                ready.removeAll(keepingCapacity: true)
                first = 0
            }
            return .job(job)
        }
        if isOver { return .over }
        guard let sleeper = sleepers.popLast() else { return .idle }
        now = max(now, sleeper.moment)
        return .wake(sleeper.continuation)
    }
}

/// Chance by a seed (SplitMix64; Steele, Lea and Flood, 2014).
struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    mutating func uniform() -> Double { Double.random(in: 0..<1, using: &self) }

    /// Of mean 0 and deviation 1 (Box and Muller, 1958).
    mutating func normal() -> Double {
        (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
    }

    /// Of mean `mean`.
    mutating func exponential(_ mean: Double) -> Double { -mean * log(1 - uniform()) }
}
