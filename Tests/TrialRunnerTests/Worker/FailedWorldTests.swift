import Foundation
import JSON
import ObjectStore
import SweepModel
import TestSupport
import Testing

/// Bad settings, bad documents, bad disks: a clear message, the documented exit code, and nothing lost.
struct FailedWorldTests {
    @Test("Every problem of the environment is told at once, with exit code 64")
    func settings() throws {
        let result = try run(
            "stepsweep-worker", [],
            environment: [
                "STEPSWEEP_STORE": "gs://bucket/prefix", "STEPSWEEP_SWEEP": "../x", "STEPSWEEP_PACK": nil,
                "AWS_BATCH_JOB_ATTEMPT": "0", "STEPSWEEP_LANE": "fast", "STEPSWEEP_FLUSH_SECONDS": "nan",
                "STEPSWEEP_RETRY_FAILED": "yes", "STEPSWEEP_ENGINE_FD": "99999999999",
                "STEPSWEEP_LEASE_SECONDS": "1e99",
                "STEPSWEEP_MEMORY_MIB": "-1",
            ])
        #expect(result.exitCode == 64)
        #expect(
            result.errorOutput == """
                stepsweep-worker: STEPSWEEP_STORE: stores of the kind `gs://` can't be used by this worker, received gs://bucket/prefix; give the path of a folder, or s3:// and a bucket's name
                STEPSWEEP_SWEEP: must be letters, digits, `_`, `-` and `.`, not starting with `.`, received ../x
                STEPSWEEP_PACK: must be set to a name, as the plan gives it
                AWS_BATCH_JOB_ATTEMPT: must be a number between 1 and 1000000, received 0
                STEPSWEEP_LANE: must be one of gpu, gpu-spot, spot, on-demand, fargate, fargate-spot, received fast
                STEPSWEEP_ENGINE_FD: must be a number between 0 and 2147483647, received 99999999999
                STEPSWEEP_FLUSH_SECONDS: must be a number between 0.0 and 3600.0, received nan
                STEPSWEEP_LEASE_SECONDS: must be a number between 1.0 and 3600.0, received 1e99
                STEPSWEEP_RETRY_FAILED: must be 0 or 1, received yes
                STEPSWEEP_MEMORY_MIB: must be a number between 1 and 1000000000, received -1

                """)
    }

    @Test("Arguments: help, version, and nothing else")
    func arguments() throws {
        let version = try run("stepsweep-worker", ["--version"])
        #expect(version.exitCode == 0 && version.output == "stepsweep-worker 0.1.0\n")
        let help = try run("stepsweep-worker", ["--help"])
        #expect(help.exitCode == 0 && help.output.hasPrefix("USAGE: stepsweep-worker [--help] [--version]\n"))
        let other = try run("stepsweep-worker", ["--fast"])
        #expect(other.exitCode == 64)
        #expect(
            other.errorOutput
                == "stepsweep-worker: unknown argument --fast; it takes only --help and --version, and everything else by environment\n"
        )
    }

    @Test("Without a BLAS library a built-in trainer is told what to install, and a user's program misses nothing")
    func noBLAS() throws {
        let folder = try TemporaryFolder()
        for name in ["libblas.so.3", "liblapack.so.3", "libopenblas.so.0"] {
            try folder.write(name, "a file by this name, and no library")
        }
        let environment = ["LD_LIBRARY_PATH": folder.path, "LD_PRELOAD": nil]
        let builtIn = try WorkerFixture(
            csv: "x,y\n" + (0..<20).map { "\($0),\($0 * 2)\n" }.joined(),
            source: DataSource(path: "d.csv", target: "y"),
            metric: "validation_rmse", parameters: [["trainer": "ridge", "l2": 1]])
        let refused = try builtIn.run(environment)
        #expect(refused.exitCode == 74)
        #expect(refused.errorOutput.contains("install OpenBLAS (Debian and Ubuntu: libopenblas0-pthread)"))
        #expect(try builtIn.run(["STEPSWEEP_BLAS": folder.path + "/none.so"]).exitCode == 74)
        #expect(try builtIn.outcomes().isEmpty)
        let own = try WorkerFixture(script: "echo score=1").run(environment)
        #expect(own.exitCode == 0)
    }

    @Test("A descriptor that isn't open and a folder that isn't there are settings, too")
    func settingsThatPoint() throws {
        let fixture = try WorkerFixture(script: "")
        let descriptor = try fixture.run(["STEPSWEEP_ENGINE_FD": "98"])
        #expect(descriptor.exitCode == 64)
        #expect(descriptor.errorOutput.contains("must be the number of an open descriptor, received 98"))
        let folder = try fixture.run(["STEPSWEEP_WORKING_DIRECTORY": "/no/such/folder"])
        #expect(folder.exitCode == 64)
        #expect(folder.errorOutput.contains("must be an existing folder, received /no/such/folder"))
    }

    @Test("A store that isn't there is not made")
    func noStore() throws {
        let folder = try TemporaryFolder()
        let fixture = try WorkerFixture(script: "")
        let result = try fixture.run(["STEPSWEEP_STORE": folder.path + "/none"])
        #expect(result.exitCode == 74)
        #expect(
            result.errorOutput
                == "stepsweep-worker: can't open the store \(folder.path)/none: there is no such folder; set STEPSWEEP_STORE to the folder that the sweep was launched with\n"
        )
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
    }

    @Test("Documents that are missing or malformed are named, with exit code 65")
    func documents() throws {
        let missing = try WorkerFixture(script: "").run(["STEPSWEEP_PACK": "p0009"])
        #expect(missing.exitCode == 65)
        #expect(missing.errorOutput.contains("sweeps/demo-0123abcd/packs/p0009.json: is not in the store"))
        for key in [StoreKey.work(WorkerFixture.sweep), StoreKey.pack(WorkerFixture.sweep, WorkerFixture.pack)] {
            for text in ["", "{", "{}", "[1]", String(repeating: "[", count: 100_000), "\u{0}\u{1}"] {
                let fixture = try WorkerFixture(script: "echo score=1")
                try fixture.store.put(key, Data(text.utf8))
                let result = try fixture.run()
                #expect(result.exitCode == 65, "\(key) \(text.prefix(9))")
                #expect(result.errorOutput.hasPrefix("stepsweep-worker: \(key)"))
            }
        }
    }

    @Test(
        "An outcome record that is none counts as missing: its trial runs",
        arguments: ["", "{", "{}", "[1]", String(repeating: "[", count: 100_000), "\u{0}\u{1}"])
    func damagedRecords(_ text: String) throws {
        let fixture = try WorkerFixture(script: "echo score=1")
        let key = StoreKey.outcomes(WorkerFixture.sweep, pack: WorkerFixture.pack, generation: 1, part: 0)
        try fixture.store.put(key, Data(text.utf8))
        #expect(try fixture.run().exitCode == 0)
    }

    @Test(
        "A disk that fills up ends the worker with 74 and a fix; with space again, the pack goes on where it was",
        .enabled(if: SmallDisk.problem == nil, "needs a small file system, which only root can mount"))
    func fullDisk() throws {
        let disk = try SmallDisk(mebibytes: 1)
        let fixture = try WorkerFixture(
            script: """
                echo "$1" >> ran
                if [ "$1" = x=1 ]; then
                    touch waiting
                    while [ ! -e go ]; do sleep 0.02; done
                fi
                echo score=1
                """, trials: 3, storePath: disk.path)
        let worker = try fixture.start()
        try eventually {
            try FileManager.default.fileExists(atPath: fixture.workFile("waiting")) && fixture.outcomes().count == 1
        }
        try disk.fill()
        try fixture.folder.write("commands/go", "")
        let result = worker.finish()
        #expect(result.exitCode == 74)
        #expect(
            result.errorOutput.contains("No space left on device; free some space, then run the same command again"))
        disk.empty()
        #expect(try fixture.run().exitCode == 0)
        #expect(try fixture.isComplete())
        #expect(fixture.lines("ran").count { $0 == "x=0" } == 1)
    }

    @Test(
        "A read-only store ends the worker with 74 before it runs anything",
        .enabled(if: SmallDisk.problem == nil, "needs a file system of its own, which only root can mount"))
    func readOnly() throws {
        let disk = try SmallDisk(mebibytes: 1)
        let fixture = try WorkerFixture(script: "touch ran", storePath: disk.path)
        try disk.makeReadOnly()
        let result = try fixture.run()
        #expect(result.exitCode == 74)
        #expect(result.errorOutput.contains("Read-only file system"))
        #expect(!FileManager.default.fileExists(atPath: fixture.workFile("ran")))
    }

    @Test("A closed stdout is no reason to lose results")
    func closedOutput() throws {
        let fixture = try WorkerFixture(script: "seq 1 100; echo score=1", trials: 2)
        let result = try run(
            "/bin/sh", ["-c", "\(productsFolder)/stepsweep-worker | true; \(productsFolder)/stepsweep-worker >&-"],
            environment: fixture.environment())
        #expect(result.exitCode == 0)
        #expect(try fixture.isComplete())
    }
}
