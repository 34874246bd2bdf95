import ArgumentParser
import Foundation
import JSON
import ObjectStore
import Reporting
import SweepEngines
import SweepModel

/// `stepsweep status [SWEEP]`
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show where a sweep stands, from any terminal.",
        discussion: """
            EXAMPLES
              stepsweep status            every sweep of the store, a line each
              # one sweep, with the trials that run now; what an ended one used on AWS
              stepsweep status digits
              # it was launched elsewhere, or over HTTP
              stepsweep status digits --stack stepsweep
            """)

    @Argument(help: "A sweep's name, id or the beginning of an id; all sweeps without it.") var sweep: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var place: SweepPlaceOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if place.stack != nil, sweep == nil { throw ValidationError("--stack: which sweep of it? Name one") }
    }

    mutating func run() async throws {
        let (folder, sweeps) = try await find()
        let inspector = SweepInspector(store: folder)
        var statuses: [SweepStatus] = []
        var damaged: [String] = []
        for id in sweeps {
            do {
                var status = try await Cloud.status(of: id, in: folder, inspector: inspector)
                if sweep != nil { await Cloud.addBill(to: &status, in: folder) }
                statuses.append(status)
            } catch {
                damaged.append("\(id)  \(error)")
            }
        }
        if output.json {
            let document: JSON = [
                "schema": "stepsweep.status", "version": 1, "sweeps": .array(statuses.map(\.json)),
            ]
            Terminal.write(document.text(.indented) + "\n")
        } else if sweeps.isEmpty {
            Terminal.say("no sweeps yet: `stepsweep launch FILE`")
        } else {
            for status in statuses {
                Terminal.write(status.lines(detailed: sweep != nil).joined(separator: "\n") + "\n")
            }
        }
        guard damaged.isEmpty else {
            throw CommandFailure("error: " + damaged.joined(separator: "\nerror: "), .world)
        }
    }
}

extension Status {
    private func find() async throws -> (store: FolderStore, sweeps: [String]) {
        if let sweep {
            let (folder, id) = try await place.find(sweep, in: store)
            return (folder, [id])
        }
        let folder = try store.openExisting()
        return (folder, SweepCatalog(store: folder).sweeps())
    }
}

extension SweepStatus {
    /// One line, or a few with the running trials and the next command.
    func lines(detailed: Bool) -> [String] {
        var counts = "\(succeeded + failed) of \(total) trials"
        if failed > 0 { counts += ", \(failed) failed" }
        if let best { counts += ", best \(metric.name) \(NumberText.short(best.value)) (\(best.trial))" }
        let summary = "\(sweep)  \(state.rawValue)  \(counts)" + (place.map { "  on \($0)" } ?? "")
        guard detailed else { return [summary] }
        let trials = running.map { trial in
            let metrics = trial.metrics.sorted { $0.key < $1.key }.map { "\($0.key)=\(NumberText.short($0.value))" }
            let step = trial.step.map { " step \($0)" } ?? ""
            return "  \(trial.pack)  \(trial.trial)\(step)  \(metrics.joined(separator: " "))"
        }
        return [summary] + trials + jobLines + cause + (bill?.lines ?? []) + [nextCommand].compactMap { $0 }
    }

    /// Jobs on AWS, the waiting ones with their reason. A large sweep has more than a screen takes.
    private var jobLines: [String] {
        let shown = jobs.sorted { ($0.status, $0.pack) < ($1.status, $1.pack) }.prefix(Self.mostJobLines)
        let lines = shown.map { job in
            let reason = job.reason.map { ": \($0)" } ?? ""
            return "  \(job.pack)  \(job.status)  \(NumberText.duration(seconds: job.seconds))\(reason)"
        }
        return jobs.count > shown.count ? lines + ["  and \(jobs.count - shown.count) more"] : lines
    }

    private static let mostJobLines = 20

    private var cause: [String] {
        guard let result, state == .failed || state == .timedOut else { return [] }
        let worker = result.workerError.map { ["  a worker failed: \(Terminal.firstLine($0))"] } ?? []
        if state == .timedOut { return ["  ran out of the time that budget.max_hours allows"] + worker }
        return ["  \(result.error ?? "failed"): \(Terminal.firstLine(result.words))"] + worker
    }

    private var nextCommand: String? {
        switch state {
        case .running: "  follow it: stepsweep watch \(sweep)"
        case .waiting where place != nil && run == 0: "  its start on AWS failed: launch the file again with --on aws"
        case .interrupted, .aborted, .timedOut, .waiting: "  go on: stepsweep resume \(sweep)"
        case .failed where missing > 0: "  run what is missing: stepsweep resume \(sweep)"
        case .failed where place != nil:
            "  bring results home: stepsweep results pull \(sweep)   run failed trials again: stepsweep resume \(sweep) --retry-failed"
        case .failed:
            "  look: stepsweep compare \(sweep)   run failed trials again: stepsweep resume \(sweep) --retry-failed"
        case .succeeded where place != nil:
            "  bring results home: stepsweep results pull \(sweep)   then look: stepsweep compare \(sweep)"
        case .succeeded: "  look: stepsweep compare \(sweep)"
        }
    }

    var json: JSON {
        [
            "sweep": .string(sweep), "state": .string(state.rawValue), "run": .integer(run), "trials": .integer(total),
            "succeeded": .integer(succeeded), "failed": .integer(failed), "missing": .integer(missing),
            "metric": ["name": .string(metric.name), "goal": .string(metric.goal.rawValue)],
            "best": best.map { ["trial": .string($0.trial), "value": .number($0.value)] } ?? .null,
            "error": result?.error.map(JSON.string) ?? .null, "cause": result?.cause.map(JSON.string) ?? .null,
            "used": bill?.json ?? .null, "process": processID.map(JSON.integer) ?? .null,
            "place": place.map(JSON.string) ?? .null,
            "jobs": .array(
                jobs.map { job in
                    [
                        "id": .string(job.id), "pack": .string(job.pack), "status": .string(job.status),
                        "seconds": .number(job.seconds), "reason": job.reason.map(JSON.string) ?? .null,
                    ]
                }),
            "running": .array(
                running.map { trial in
                    [
                        "trial": .string(trial.trial), "pack": .string(trial.pack),
                        "step": trial.step.map(JSON.integer) ?? .null, "seconds": .number(trial.seconds),
                        "metrics": .object(trial.metrics.mapValues(JSON.number)),
                    ]
                }),
        ]
    }
}
