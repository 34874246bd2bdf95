import ArgumentParser
import JSON
import SweepCompiler
import SweepModel

/// `stepsweep deploy --print`
struct Deploy: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the CloudFormation template of everything that sweeps need on AWS.",
        discussion: """
            One stack holds a bucket, an image repository, queues and definitions for the lanes, the reducer, log groups, roles with
            the least rights, and a VPC unless you name one. Nothing in it costs money while no sweep runs, but stored objects,
            images and logs.

            The template is deployed twice: without ImageUri it makes the repository and all that needs no image, and with the
            pushed image the rest.

            EXAMPLES
              stepsweep deploy --print --compact > stepsweep.json
              aws cloudformation deploy --stack-name stepsweep --template-file stepsweep.json --capabilities CAPABILITY_IAM
              … push the image to the stack's output RepositoryUri, then again with: --parameter-overrides ImageUri=…

              stepsweep deploy --print --lanes gpu-spot,spot,fargate --budget-usd 50 --email you@example.com
              stepsweep deploy --print --subnets subnet-0a1b2c3d,subnet-1a2b3c4d --security-groups sg-0a1b2c3d --private-subnets
              stepsweep deploy --print --data s3://my-data/images/ --notify-email you@example.com
            """)

    @Flag(help: "Print the template; nothing is sent anywhere.") var print = false
    @Flag(help: "Without white space: small enough for CloudFormation without a bucket to upload it to.")
    var compact = false
    @OptionGroup var options: DeploymentOptions

    mutating func run() throws {
        let deployment: Deployment
        do {
            deployment = try Deployment(options.request)
        } catch {
            throw CommandFailure(error.description, .usage)
        }
        guard print else {
            throw CommandFailure(
                "error: deploying from here comes with the AWS side of this program; print the template with "
                    + "`stepsweep deploy --print` and deploy it with `aws cloudformation deploy`", .failure)
        }
        let template = deployment.template.text(compact ? .compact : .indented) + "\n"
        if template.utf8.count > Deployment.inlineTemplateBytes {
            Terminal.say(
                "note: the template has \(template.utf8.count) bytes, and CloudFormation takes at most "
                    + "\(Deployment.inlineTemplateBytes) with the call itself: use --compact, or add --s3-bucket to "
                    + "`aws cloudformation deploy`")
        }
        Terminal.write(template)
    }
}
