import AWS
import JSON
import ObjectStore
import StepFunctionsEngine
import SweepCompiler
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
    /// What the sweep reads in S3, and the sweep file, which names it.
    let data: [DataObject]
    let file: String

    func run() async throws {
        let client = try await aws.client()
        let engine = StepFunctionsEngine(client: client, local: store)
        let isQuiet = options.quiet
        let stack = try await CloudStack.read(stack, client)
        try stack.check(
            data, region: client.region,
            allow: DataCommand(stack: stack.name, region: aws.region, profile: aws.profile).text(for: [file]))
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
