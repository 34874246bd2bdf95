import ArgumentParser
import SweepModel

/// Finds a word that stands where a command does and is none. The argument parser would call it an unexpected argument.
enum MistypedCommand {
    /// - Parameter words: the command line without the program's name.
    /// - Returns: `nil` where each command is one; what is wrong behind them is the parser's matter.
    static func failure(_ words: [String]) -> CommandFailure? {
        var command: any ParsableCommand.Type = StepSweep.self
        var path: [String] = []
        for word in words {
            let commands = command.configuration.subcommands
            guard !commands.isEmpty, !word.isEmpty, !word.hasPrefix("-") else { return nil }
            guard let next = commands.first(where: { $0._commandName == word }) else {
                return path.isEmpty && word == "help" ? nil : failure(word, path, commands.map { $0._commandName })
            }
            command = next
            path.append(word)
        }
        return nil
    }

    private static func failure(_ word: String, _ path: [String], _ names: [String]) -> CommandFailure {
        let place = (["stepsweep"] + path).joined(separator: " ")
        return CommandFailure(
            "error: \(place): no command `\(word.prefix(60))`\(NearMiss.suggestion(for: word, among: names)); there are: "
                + names.joined(separator: ", "), .usage)
    }
}
