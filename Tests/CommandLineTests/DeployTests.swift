import JSON
import TestSupport
import Testing

@Suite("stepsweep deploy") struct DeployTests {
    @Test("--print writes a template for the lanes that were named")
    func print() throws {
        let arguments = ["deploy", "--print", "--compact", "--lanes", "gpu-spot,fargate", "--stack", "team-a"]
        let result = try TestSupport.run("stepsweep", arguments)
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        #expect(result.errorOutput.isEmpty)
        let template = try JSON(parsing: result.output)
        let queues = (template["Resources"]?.object ?? [:]).filter { $0.value["Type"] == "AWS::Batch::JobQueue" }
        #expect(queues.keys.sorted() == ["FargateQueue", "GpuQueue", "GpuSpotQueue"])
        #expect(try TestSupport.run("stepsweep", arguments).output == result.output)
    }

    @Test("takes a network, a budget and addresses")
    func options() throws {
        let result = try TestSupport.run(
            "stepsweep",
            [
                "deploy", "--print", "--subnets", "subnet-0a1b2c3d, subnet-1a2b3c4d", "--security-groups",
                "sg-0a1b2c3d", "--private-subnets", "--budget-usd", "50", "--email",
                "you@example.com", "--notify-email", "me@example.com", "--max-vcpus", "64", "--log-days", "7",
            ])
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        let template = try JSON(parsing: result.output)
        #expect(template["Outputs"]?["AssignPublicIp"]?["Value"] == "DISABLED")
        #expect(template["Resources"]?["Vpc"] == nil)
        for word in [
            "you@example.com", "me@example.com", "\"MaxvCpus\": 64", "\"RetentionInDays\": 7",
        ] {
            #expect(result.output.contains(word), "\(word)")
        }
    }

    @Test(
        "refuses options that a printed template can't hold",
        arguments: [
            ["--print", "--image", "mine:1"], ["--print", "--parameter", "ImageUri=x"], ["--print", "--json"],
            ["--print", "--region", "mars"], ["--print", "--profile", "p"], ["--print", "--yes"],
            ["--print", "--timeout", "5"], ["--compact"],
        ])
    func pointless(options: [String]) throws {
        let result = try TestSupport.run("stepsweep", ["deploy"] + options)
        #expect(result.exitCode == 2)
        #expect(result.errorOutput.contains("--print"), "\(result.errorOutput)")
        #expect(result.output.isEmpty)
    }

    @Test("says when CloudFormation takes the template only through S3, and --compact avoids that")
    func size() throws {
        let indented = try TestSupport.run("stepsweep", ["deploy", "--print"])
        #expect(indented.exitCode == 0)
        #expect(indented.errorOutput.contains("takes at most 51200 with the call itself: use --compact"))
        let compact = try TestSupport.run("stepsweep", ["deploy", "--print", "--compact"])
        #expect(compact.errorOutput.isEmpty)
        #expect(compact.output.utf8.count < 51_200)
        #expect(try JSON(parsing: compact.output) == JSON(parsing: indented.output))
    }

    @Test("tells every wrong argument at once, and prints no template")
    func wrongArguments() throws {
        let result = try TestSupport.run(
            "stepsweep", ["deploy", "--print", "--lanes", "gpuspot", "--max-vcpus", "-1", "--budget-usd", "50"])
        #expect(result.exitCode == 2)
        #expect(result.output.isEmpty)
        #expect(
            result.errorOutput == """
                --lanes: no lane `gpuspot`; did you mean `gpu-spot`?; there are: gpu, gpu-spot, spot, on-demand, fargate, fargate-spot
                --max-vcpus: must be between 1 and 100,000, received -1; it is what one lane may hold at once
                --email: is missing: an alarm needs an address; name it, or leave --budget-usd out

                """)
    }

    @Test("has help with examples, as every command has")
    func help() throws {
        for command in ["plan", "launch", "compare", "destroy", "doctor"] {
            #expect(try TestSupport.run("stepsweep", [command, "--help"]).output.contains("EXAMPLES"), "\(command)")
        }
        let result = try TestSupport.run("stepsweep", ["deploy", "--help"])
        #expect(result.exitCode == 0)
        #expect(result.output.contains("stepsweep deploy --print --lanes gpu-spot,spot,fargate --zones 2"))
    }
}
