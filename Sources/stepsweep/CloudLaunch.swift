import JSON
import ObjectStore
import StepFunctionsEngine
import SweepEngines
import SweepModel

/// `launch --on aws`: brings a compiled sweep to AWS, starts it, and follows it where that is asked for.
struct CloudLaunch {
    let launch: SweepLaunch
    let store: FolderStore
    let stack: String
    let aws: AWSOptions
    let options: RunOptions
    let watches: Bool

    func run() async throws {
        let client = try await aws.client()
        let engine = StepFunctionsEngine(client: client, local: store)
        let isQuiet = options.quiet
        let stack = try await CloudStack.read(stack, client)
        let place = try await engine.launch(launch, on: stack, profile: aws.profile) { words in
            if !isQuiet { Terminal.say(words) }
        }.place
        if options.json {
            Terminal.write(place.json.stamped.text() + "\n")
        } else if !isQuiet {
            Terminal.write(
                """
                \(place.sweep) runs on AWS (\(place.region), stack \(place.stack))
                follow: stepsweep watch \(place.sweep)
                stop:   stepsweep cancel \(place.sweep)

                """)
        }
        guard watches else { return }
        try await SweepWatch(sweep: place.sweep, store: store, quiet: isQuiet, json: options.json).run()
    }
}
