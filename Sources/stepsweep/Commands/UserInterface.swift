import ArgumentParser
import PageServer

/// `stepsweep ui`
struct UserInterface: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ui",
        abstract: "Serve the pages of all sweeps in the store on this machine, live.",
        discussion: """
            A page for each sweep, as `compare --html` writes it, which follows a sweep while it runs, and a list of all sweeps. Only this machine can open them: the server listens on 127.0.0.1 alone. Ctrl-C ends it. What a sweep on AWS has done since is there after `results pull`.

            EXAMPLES
              stepsweep ui
              stepsweep ui --port 8080
            """)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The port, 0 to 65535; 0 lets the system choose one.", valueName: "number"))
    var port = 7788
    @OptionGroup var store: StoreOptions

    mutating func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port: must be between 0 and 65535, received \(port); 0 lets the system choose one")
        }
    }

    mutating func run() async throws {
        let pages = LivePages(store: try store.openExisting())
        do {
            try await PageServer(pages.library, port: port).run { port in
                Terminal.write("http://127.0.0.1:\(port)/\n")
                Terminal.say("serving until Ctrl-C")
            }
        } catch let error as PageServer.Unavailable {
            guard error.isTaken else {
                throw CommandFailure(
                    "error: --port: can't listen on port \(port): \(error.cause); choose another", .world)
            }
            throw CommandFailure(
                "error: --port: \(port) is taken by another program; choose another, or 0 for any", .world)
        }
    }
}
