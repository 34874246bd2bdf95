import AWS
import ArgumentParser
import CloudSetup
import Foundation
import JSON
import SweepCompiler
import SweepModel

/// `stepsweep deploy`
struct Deploy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make everything that sweeps need on AWS, in one CloudFormation stack.",
        discussion: """
            The stack holds a bucket, an image repository, queues and definitions for the lanes, the reducer, log groups, roles with the least rights, and a VPC unless you name one. Nothing in it costs money while no sweep runs, but stored objects, images and logs.

            The plan of changes is shown before anything is done. A new stack is made in two passes, with the image pushed in between by docker, podman or buildah. A deployment that was interrupted goes on when it is run again, and running it again with other options changes the stack; parameters keep their values until they are named anew. Data that workers may read are such a value: --data and --for add to it, and alone they change nothing else of a stack that is there.

            EXAMPLES
              # in StepSweep's sources: builds and pushes the image too
              stepsweep deploy
              # an image that is on this machine
              stepsweep deploy --image localhost/stepsweep:1.0
              stepsweep deploy --lanes gpu-spot,spot,fargate --budget-usd 50 \\
                --email you@example.com
              # the image stays as it is; nobody is asked
              stepsweep deploy --no-build --max-vcpus 64 --yes
              stepsweep deploy --parameter CpuInstanceTypes=c7i,m7i
              # workers may read the data in S3 that this file names
              stepsweep deploy --for sweep.yaml
              stepsweep deploy --data s3://my-data/images/ --stack team-a
              # sweep files may be sent by HTTP; see docs/http-start.md
              stepsweep deploy --http-start --http-start-max-usd 20

              # the template, for your own pipeline
              stepsweep deploy --print --compact > stepsweep.json
              stepsweep deploy --print --lanes gpu-spot,spot,fargate --zones 2
              stepsweep deploy --print --subnets subnet-0a1b2c3d,subnet-1a2b3c4d \\
                --security-groups sg-0a1b2c3d --private-subnets

            docs/deploying.md lists the permissions that whoever deploys needs.
            """)

    @Flag(help: "Print the template; nothing is sent anywhere.") var print = false
    @Flag(help: "With --print: without white space, small enough for CloudFormation without a bucket to upload it to.")
    var compact = false
    @Option(
        help: ArgumentHelp("A parameter of the template; may be repeated.", valueName: "KEY=VALUE"))
    var parameter: [String] = []
    @OptionGroup var options: DeploymentOptions
    @OptionGroup var image: ImageOptions
    @OptionGroup var aws: AWSOptions
    @OptionGroup var wait: WaitOptions
    @OptionGroup var output: OutputOptions

    mutating func validate() throws {
        if print, !parameter.isEmpty || image.isGiven {
            throw ValidationError(
                "--print: prints the template, which holds no parameter's value; give --parameter and --image to the "
                    + "pipeline that deploys it, as ParameterKey=ImageUri")
        }
        if print, !options.data.isEmpty || !options.sweepFiles.isEmpty || options.forgetData {
            throw ValidationError(
                "--print: prints the template, which holds no parameter's value; give data to the pipeline that deploys it, as "
                    + "\(StackNames.dataParameters[0])=arn:aws:s3:::BUCKET/KEY")
        }
        if print { try checkSendsNothing() }
        if print, output.json { throw ValidationError("--print: the template is JSON as it is; leave --json out") }
        if compact, !print { throw ValidationError("--compact: only with --print") }
    }

    /// The template is the same for every account and region, and nobody is asked or waited for.
    private func checkSendsNothing() throws {
        let named = [
            ("--region", aws.region != nil), ("--profile", aws.profile != nil), ("--yes", wait.yes),
            ("--timeout", wait.timeout != WaitOptions.usualMinutes),
        ]
        if let (option, _) = named.first(where: \.1) {
            throw ValidationError(
                "\(option): not with --print, which sends nothing: the template is the same everywhere; leave one of them out"
            )
        }
    }

    mutating func run() async throws {
        let deployment = try checked(options.request)
        if print { return printTemplate(deployment) }
        let isAlone = options.namesDataAlone && parameter.isEmpty && !image.isGiven
        let plain = try DeployRequest(
            deployment: deployment, settings: parameter, image: try image.choice(),
            data: DataChange(forgetsOthers: options.forgetData, isAlone: isAlone))
        let client = try await aws.client()
        let request = options.sweepFiles.isEmpty ? plain : try await allowing(plain, client)
        let consent = Consent(isYes: wait.yes)
        let pace = Pace(limitSeconds: Double(wait.timeout) * 60)
        let result = try await CloudTask.run(
            consent, next: "go on with the same command, or follow in the console of CloudFormation"
        ) {
            let tools = request.image == .none ? [] : try await ContainerTool.available()
            return try await Deployer(client: client, console: Console(consent), pace: pace)
                .deploy(request, tools: tools)
        }
        show(result)
    }

    private func checked(_ request: DeploymentRequest) throws(CommandFailure) -> Deployment {
        do {
            return try Deployment(request)
        } catch {
            throw CommandFailure(error.description, .usage)
        }
    }

    /// The same request with the data that the sweep files name: those very objects, and their keys.
    private func allowing(_ request: DeployRequest, _ client: AWSClient) async throws -> DeployRequest {
        let objects = try await RemoteObject.named(in: options.sweepFiles, client)
        if objects.isEmpty {
            Terminal.say("\(options.sweepFiles.joined(separator: ", ")): no data in S3 are named")
        }
        for object in objects where object.region != client.region {
            Terminal.say(
                "warning: \(object.address) is in \(object.region), the stack in \(client.region): `launch` will refuse that"
            )
        }
        var widened = options.request
        widened.dataPrefixes += objects.map(\.address)
        var data = request.data
        data.keys = Set(objects.compactMap(\.kmsKey)).sorted()
        return try DeployRequest(
            deployment: checked(widened), settings: parameter, image: request.image, data: data)
    }

    private func printTemplate(_ deployment: Deployment) {
        let template = deployment.template.text(compact ? .compact : .indented) + "\n"
        if template.utf8.count > Deployment.inlineTemplateBytes {
            Terminal.say(
                "note: the template has \(template.utf8.count) bytes, and CloudFormation takes at most "
                    + "\(Deployment.inlineTemplateBytes) with the call itself: use --compact, or add --s3-bucket to "
                    + "`aws cloudformation deploy`")
        }
        Terminal.write(template)
    }

    private func show(_ result: DeployResult) {
        if output.json { return Terminal.write(result.json.text(.indented) + "\n") }
        let outputs = result.stack.outputs.sorted { $0.key < $1.key }
        let width = outputs.map(\.key.count).max() ?? 0
        for (name, value) in outputs {
            Terminal.write("\(name.padding(toLength: width, withPad: " ", startingAt: 0))  \(value)\n")
        }
        if let email = options.notifyEmail {
            Terminal.say("\(email) must follow the link in AWS's mail before it hears of sweeps")
        }
        let stack = result.stack.name == DeploymentRequest().stackName ? "" : " --stack \(result.stack.name)"
        guard result.hasImage else {
            Terminal.say(
                "the stack has no image yet, and no sweep can be launched: stepsweep deploy\(stack) --image IMAGE")
            return
        }
        Terminal.say("stack \(result.stack.name) is ready. Look: stepsweep doctor\(stack)")
    }
}
