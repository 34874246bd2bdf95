import Foundation
import SweepModel
import TestSupport
import Testing

@testable import TrialRunner

struct CommandRunTests {
    private func run(
        _ script: String, _ limits: CommandRun.Limits = .init(timeoutSeconds: 60), stop: StopSignal? = nil
    ) throws -> (result: CommandResult, lines: [String]) {
        let program = Program(
            arguments: ["/bin/sh", "-c", script], environment: ["PATH": "/bin:/usr/bin"], folder: "/")
        let stop = try stop ?? StopSignal(catchesSignals: false)
        let run = try CommandRun(program, limits: limits, stop: stop)
        var lines: [String] = []
        let result = try run.result(
            onLine: { lines.append("\($0): " + String(decoding: $1, as: UTF8.self)) }, onTick: {})
        return (result, lines)
    }

    @Test("Exit code, output of both streams and use of the processor and memory are told")
    func ordinaryEnd() throws {
        let (result, lines) = try run(
            "echo out; echo err >&2; i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; exit 7")
        #expect(result.end == .exited(7) && result.interference == nil)
        #expect(lines.sorted() == ["stderr: err", "stdout: out"])
        #expect(result.cpuSeconds > 0 && result.seconds > 0)
        #expect(try #require(result.peakMemoryBytes) > 500_000)
    }

    @Test("A program that ignores SIGTERM gets SIGKILL after its grace, its children too")
    func stubborn() throws {
        let limits = CommandRun.Limits(timeoutSeconds: 0.3, timeoutGraceSeconds: 0.2)
        let (result, lines) = try run(
            "trap '' TERM; sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' & wait; while :; do sleep 1; done",
            limits)
        #expect(result.end == .signalled(9) && result.interference == .timeout)
        let child = try #require(lines.first?.split(separator: " ").last.flatMap { Int32($0) })
        #expect(isGone(child))
    }

    @Test("A program that stopped itself is still ended")
    func stoppedProgram() throws {
        let limits = CommandRun.Limits(timeoutSeconds: 0.3, timeoutGraceSeconds: 0.2)
        let (result, _) = try run("kill -STOP $$", limits)
        #expect(result.end == .signalled(9) && result.interference == .timeout)
    }

    @Test("A reason to stop ends the program", arguments: [StopSignal.Reason.leaseLost, .failedWorld])
    func stop(reason: StopSignal.Reason) throws {
        let stop = try StopSignal(catchesSignals: false)
        stop.raise(reason)
        let (result, _) = try run("exec sleep 1000", stop: stop)
        #expect(result.interference == .stopped && result.end == .signalled(15))
        #expect(stop.reason == reason)
    }

    @Test("An end before the reason to stop is an ordinary end")
    func endFirst() throws {
        let stop = try StopSignal(catchesSignals: false)
        #expect(stop.reason == nil)
        let (result, _) = try run("exit 0", stop: stop)
        #expect(result.interference == nil && result.end == .exited(0))
    }

    @Test("When the guard itself is killed the program dies with it, and the end is unknown")
    func guardKilled() throws {
        // The shell's parent is its guard.
        #expect(throws: WorkerError.self) { try run("kill -KILL $PPID; exec sleep 1000") }
    }

    @Test("Many programs after and beside each other leave no process and no descriptor behind")
    func noLeaks() async throws {
        func descriptors() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
        _ = try run("exit 0")
        let before = try descriptors()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<10 { _ = try run("echo x; exit 0") }
                }
            }
            try await group.waitForAll()
        }
        // Other tests run beside this one, so the count may move by theirs but not by ours.
        #expect(try descriptors() < before + 40)
    }
}
