import ArgumentParser
import Decisions
import JSON
import ObjectStore
import Reporting
import ResultStore
import SweepModel

/// `stepsweep decision`
struct DecisionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decision",
        abstract: "List, show and verify the records of decisions.",
        discussion: """
            Every promotion, rollback and A/B verdict leaves a record that nobody changes: who, when, why, each check with its figures, and
            the digests of all it rested on. Each record names the digest of the one before it.

            EXAMPLES
              stepsweep decision list
              stepsweep decision show 3
              stepsweep decision verify
              stepsweep decision verify 3 --head 5f2c…   the head that was kept elsewhere
            """,
        subcommands: [DecisionList.self, DecisionShow.self, DecisionVerify.self], defaultSubcommand: DecisionList.self)
}

/// `stepsweep decision list`
struct DecisionList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All decisions, the latest first, and the chain's head.")

    @OptionGroup var registry: RegistryOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let records = try await registry.run(over: try registry.store(of: store)) { try $0.decisions() }
        guard output.json else {
            return Terminal.write(DecisionListScreen(records).text(width: Terminal.width, style: output.style))
        }
        let document: JSON = [
            "schema": "stepsweep.decisions", "version": 1, "decisions": .array(records.map(\.json)),
            "head": records.last.map { .string($0.digest) } ?? .null,
        ]
        Terminal.write(document.text(.indented) + "\n")
    }
}

/// `stepsweep decision show N`
struct DecisionShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One decision: its checks, its figures, and what it rested on.")

    @Argument(help: "The decision's number.") var number: Int
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func run() async throws {
        let number = number
        let records = try await registry.run(over: try registry.store(of: store)) { try $0.decisions() }
        guard let record = records.first(where: { $0.number == number }) else {
            throw DecisionError.unknownDecision(number)
        }
        if output.json { return Terminal.write(record.json.text(.indented) + "\n") }
        Terminal.write(DecisionScreen(record).text(width: Terminal.width, style: output.style))
    }
}

/// `stepsweep decision verify [N]`
struct DecisionVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute decisions from the store, and name each field that differs.",
        discussion: """
            Looks at the chain of records, the log and the aliases, the models' bytes, the outcomes in the results and in their records, the
            records of the test rows, and works out figures and checks anew. Exit code 1 where anything differs. Keep the head that it
            prints elsewhere, and give it to --head later: then nobody can have written the whole chain anew.
            """)

    @Argument(help: "The decision's number; all of them without it.") var number: Int?
    @Option(help: ArgumentHelp("A head that was kept elsewhere; it must be in the chain.", valueName: "digest"))
    var head: String?
    @OptionGroup var registry: RegistryOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        guard let head else { return }
        guard head.count == 64, head.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw ValidationError("--head: must be 64 hexadecimal digits, received `\(head)`")
        }
    }

    mutating func run() async throws {
        let (number, head) = (number, head)
        let folder = try registry.store(of: store)
        let verification = try await registry.run(over: folder) { registry in
            let results: ResultStore?
            do {
                results = try ResultStore(path: folder.root + "/" + StoreKey.results, access: .reading)
            } catch let error as ResultStoreError where error.problem == .missing {
                results = nil
            }
            return try registry.verify(number, head: head, against: results)
        }
        if output.json {
            Terminal.write(verification.json.text(.indented) + "\n")
        } else {
            Terminal.write(VerificationScreen(verification).text(style: output.style))
        }
        guard verification.isSound else { throw CommandFailure("", .failure) }
    }
}
