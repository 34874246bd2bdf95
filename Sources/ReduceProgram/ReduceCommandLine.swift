import AWS
import Foundation
import JSON
import ObjectStore
import Reducers

/// `stepsweep-reduce --store DIR --sweep ID [--run NUMBER]`: prints the result on stdout, in one line of JSON.
struct ReduceCommandLine {
    let arguments: [String]

    private static let help = """
        usage: stepsweep-reduce \(ReduceArguments.usage)

        Merges the outcome records of a sweep into the store's results.sqlite, ranks them, runs the sweep's reduce command if it
        has one, and prints what a state machine needs to know in one line of JSON.

          --store DIR   the folder that holds the sweep, or s3:// and the name of its bucket
          --sweep ID    the sweep's id, such as digits-0123abcd
          --run NUMBER  the execution that reads the result in the store, as sweeps/ID/executions/NUMBER/decision.json

        Exit codes: 0 done, also where too few trials succeeded (see `enough`); 1 failed; 2 wrong arguments; 75 the store can't be read
        or written now: the same command may succeed later.
        With AWS_LAMBDA_RUNTIME_API in the environment it serves Lambda events {"sweep": ID, "store": DIR} instead.

        """

    func run() -> Int32 {
        if arguments.contains("--help") || arguments.contains("-h") {
            return StandardStreams.write(Array(Self.help.utf8)) ? 0 : 1
        }
        guard let options = ReduceArguments(arguments) else {
            StandardStreams.complain(
                "expected \(ReduceArguments.usage), received `\(arguments.joined(separator: " "))`; see --help")
            return 2
        }
        do {
            let place = StoreLocation(options.store)
            if case .folder(let path) = place, !FileManager.default.fileExists(atPath: path) {
                StandardStreams.complain("\(options.store): there is no such folder; name the store with --store")
                return 1
            }
            let result = try Self.result(options, store: place.open())
            return StandardStreams.write(result.json.bytes() + [UInt8(ascii: "\n")]) ? 0 : 1
        } catch {
            StandardStreams.complain("\(error)")
            return Int32(Reducer.exitCode(of: error))
        }
    }

    private static func result(_ options: ReduceArguments, store: any ObjectStore) throws -> ReduceResult {
        guard let run = options.run else { return try Reducer().reduce(sweep: options.sweep, store: store) }
        return try Reducer().decide(sweep: options.sweep, run: run, store: store)
    }
}
