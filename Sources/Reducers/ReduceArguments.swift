/// What `stepsweep-reduce` is told, by a person or by its Batch job.
public struct ReduceArguments: Sendable, Equatable {
    /// The program's name, first of a job's command.
    public static let program = "stepsweep-reduce"
    /// The arguments in short, for messages.
    public static let usage = "--store DIR --sweep ID [--run NUMBER]"

    public var store: String
    public var sweep: String
    /// The execution that reads the answer in the store; `nil` for none.
    public var run: Int?

    /// `nil` where anything is missing, given twice, or unknown.
    public init?(_ arguments: [String]) {
        guard arguments.count.isMultiple(of: 2), !arguments.isEmpty else { return nil }
        var options: [String: String] = [:]
        for index in stride(from: 0, to: arguments.count, by: 2) {
            guard ["--store", "--sweep", "--run"].contains(arguments[index]),
                options.updateValue(arguments[index + 1], forKey: arguments[index]) == nil
            else { return nil }
        }
        guard let store = options["--store"], let sweep = options["--sweep"] else { return nil }
        self.store = store
        self.sweep = sweep
        guard let text = options["--run"] else { return }
        guard let run = Int(text), run > 0 else { return nil }
        self.run = run
    }
}
