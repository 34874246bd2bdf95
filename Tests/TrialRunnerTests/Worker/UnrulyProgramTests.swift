import Foundation
import SweepModel
import TestSupport
import Testing

/// Programs that behave badly, and the one right outcome of each.
struct UnrulyProgramTests {
    @Test("A flood of output costs neither memory nor the outcome")
    func flood() throws {
        let fixture = try WorkerFixture(
            script: """
                yes 'a line of some length that nobody needs' | head -c 20000000
                head -c 5000000 /dev/zero | tr '\\0' x
                echo; echo score=1
                touch flooded
                while [ ! -e go ]; do sleep 0.05; done
                """)
        let worker = try fixture.start()
        try eventually { FileManager.default.fileExists(atPath: fixture.workFile("flooded")) }
        let status = try String(contentsOfFile: "/proc/\(worker.processID)/status", encoding: .utf8)
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        let kibibytes = try #require(peak.flatMap { Int($0.split(separator: " ")[1]) })
        #expect(kibibytes < 150_000)
        try fixture.folder.write("commands/go", "")
        let result = worker.finish()
        #expect(try fixture.outcomes().map(\.metrics) == [["score": 1]])
        #expect(result.output.utf8.count < 1_000_000)
        #expect(result.output.contains("lines of output left out"))
    }

    static let oddPrograms: [(name: String, script: String)] = [
        ("writes binary", "head -c 1000000 /dev/urandom; echo; echo score=1"),
        ("closes its stdout", #"exec >&- 2>&-; echo '{"score": 1}' >> "$STEPSWEEP_METRICS_FILE""#),
        ("reads its stdin", "cat; echo score=1"),
        ("ends without a line break", "printf score=1"),
        ("writes carriage returns", #"printf '10%%\r50%%\rscore=1\r\n'"#),
        ("writes Windows lines to its metrics file", #"printf '{"score": 1}\r\n' >> "$STEPSWEEP_METRICS_FILE""#),
        ("leaves half a line in its metrics file", #"printf '{"score": 1}\n{"sco' >> "$STEPSWEEP_METRICS_FILE""#),
        ("turns its metrics file into a folder", #"mkdir "$STEPSWEEP_METRICS_FILE"; echo score=1"#),
        ("makes its metrics file a pipe", #"mkfifo "$STEPSWEEP_METRICS_FILE"; echo score=1"#),
        ("makes its metrics file endless", #"echo score=1; truncate -s 1T "$STEPSWEEP_METRICS_FILE"; sleep 0.6"#),
        ("removes its checkpoint folder", #"rm -rf "$STEPSWEEP_CHECKPOINT_DIR"; echo score=1"#),
        ("removes the folder that it runs in", "mkdir d; cd d; rmdir ../d; echo score=1"),
        ("closes every descriptor", "echo score=1; exec 0>&- 1>&- 2>&-; sleep 0.1"),
        ("gets a signal that it handles", "trap 'echo score=1' TERM; kill -TERM $$"),
        ("reports a metric named step", "echo step=3 score=1"),
        ("reports many names", "seq 1 100000 | sed 's/.*/score=1 m&=1/'"),
    ]

    @Test("Odd behaviour that harms nobody still succeeds", arguments: oddPrograms)
    func oddButFine(name: String, script: String) throws {
        let outcome = try WorkerFixture(script: script).outcome()
        #expect(outcome.status == .succeeded, "\(outcome.failure?.message ?? "")")
        #expect(outcome.metrics["score"] == 1)
        #expect(outcome.metrics.count <= 100)
    }

    @Test("A metrics file without end doesn't keep a trial beyond its time limit")
    func endlessMetricsFile() throws {
        let fixture = try WorkerFixture(
            script: #"truncate -s 1T "$STEPSWEEP_METRICS_FILE"; sleep 1000"#, timeoutSeconds: 1)
        #expect(try fixture.outcome().failure?.reason == .timeout)
    }

    @Test("What a program leaves running ends with it: children, daemons, and their children")
    func leftovers() throws {
        let fixture = try WorkerFixture(
            script: """
                sleep 1000 & echo $! > child
                setsid sh -c 'echo $$ > daemon; sleep 1000 & echo $! > daemon-child; wait' &
                sh -c '(setsid sleep 1000 & echo $! > orphan) &'
                while [ ! -s daemon-child ] || [ ! -s orphan ]; do sleep 0.02; done
                echo score=1
                """)
        #expect(try fixture.outcome().status == .succeeded)
        for name in ["child", "daemon", "daemon-child", "orphan"] {
            #expect(isGone(try fixture.number(in: name)), "\(name) still runs")
        }
    }

    @Test("A program inherits no descriptor, no ignored signal and no blocked one")
    func cleanStart() throws {
        let fixture = try WorkerFixture(
            script: """
                ls -l /proc/self/fd > descriptors
                grep -E 'SigIgn|SigBlk' /proc/self/status > signals
                echo "${STEPSWEEP_ENGINE_FD-unset}" > engine
                echo score=1
                """)
        #expect(try fixture.outcome().status == .succeeded)
        let targets = fixture.lines("descriptors").filter { $0.contains("->") }
        // 0 and 1 as redirected, 2, and the folder that `ls` itself has open.
        #expect(targets.count == 4, "\(targets)")
        #expect(targets[0].hasSuffix("/dev/null"))
        let masks = fixture.lines("signals").map { UInt64($0.suffix(16), radix: 16) }
        // Signals 32 and 33 are the C library's own, which lets nobody change them.
        #expect(masks.allSatisfy { $0.map { $0 & ~(3 << 31) } == 0 }, "\(masks)")
        #expect(fixture.lines("engine") == ["unset"])
    }
}
