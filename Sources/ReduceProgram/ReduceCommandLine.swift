import AWS
import Foundation
import JSON
import ObjectStore
import Reducers

/// `stepsweep-reduce --store DIR --sweep ID`: prints the result on stdout, in one line of JSON.
struct ReduceCommandLine {
    let arguments: [String]

    private static let help = """
        usage: stepsweep-reduce --store DIR --sweep ID

        Merges the outcome records of a sweep into the store's results.sqlite, ranks them, runs the sweep's reduce command if it
        has one, and prints what a state machine needs to know in one line of JSON.

          --store DIR   the folder that holds the sweep, or s3:// and the name of its bucket
          --sweep ID    the sweep's id, such as digits-0123abcd

        Exit codes: 0 done, also where too few trials succeeded (see `enough`); 1 failed; 2 wrong arguments.
        With AWS_LAMBDA_RUNTIME_API in the environment it serves Lambda events {"sweep": ID, "store": DIR} instead.

        """

    func run() -> Int32 {
        if arguments.contains("--help") || arguments.contains("-h") {
            return StandardStreams.write(Array(Self.help.utf8)) ? 0 : 1
        }
        guard let options = Self.options(arguments), let store = options["--store"], let sweep = options["--sweep"]
        else {
            StandardStreams.complain(
                "expected --store DIR --sweep ID, received `\(arguments.joined(separator: " "))`; see --help")
            return 2
        }
        do {
            let place = StoreLocation(store)
            if case .folder(let path) = place, !FileManager.default.fileExists(atPath: path) {
                StandardStreams.complain("\(store): there is no such folder; name the store with --store")
                return 1
            }
            let result = try Reducer().reduce(sweep: sweep, store: place.open())
            return StandardStreams.write(result.json.bytes() + [UInt8(ascii: "\n")]) ? 0 : 1
        } catch {
            StandardStreams.complain("\(error)")
            return 1
        }
    }

    /// The two options by name; `nil` where anything else was given.
    private static func options(_ arguments: [String]) -> [String: String]? {
        guard arguments.count == 4 else { return nil }
        let options = Dictionary([(arguments[0], arguments[1]), (arguments[2], arguments[3])]) { first, _ in first }
        return options.count == 2 ? options : nil
    }
}
