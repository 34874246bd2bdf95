import Foundation
import JSON
import TestSupport
import Testing

@Suite("Prices and budgets on the command line") struct PriceTests {
    private func folder(budget: String = "{}", trials: Int = 200) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("train.py", "print('loss=1')\n")
        try folder.write(
            "sweep.yaml",
            """
            name: priced
            method: grid
            metric: {name: loss}
            program: train.py
            parameters: {a: {min: 1, max: \(trials)}}
            compute: {lane: spot}
            packs: {size: 5}
            budget: \(budget)
            """)
        return folder
    }

    private func stepsweep(_ arguments: [String], in folder: TemporaryFolder, _ more: [String: String?] = [:]) throws
        -> ProgramResult
    {
        try TestSupport.run(
            "stepsweep", arguments, in: folder.path,
            environment: [
                "STEPSWEEP_STORE": folder.path + "/store", "AWS_REGION": nil, "AWS_DEFAULT_REGION": nil,
            ].merging(more) { _, new in new })
    }

    @Test(
        "A price book that is none is named, with what is wrong with it",
        arguments: [
            ("{}", "no `schema`"), (#"{"schema":"stepsweep.price-book","version":1,"tables":[{}]}"#, "no `tables."),
            ("[", "line 1, column 2"),
        ])
    func damagedBook(text: String, problem: String) throws {
        let folder = try folder()
        try folder.write("store/prices.json", text)
        let result = try stepsweep(["prices"], in: folder)
        #expect(result.exitCode == 6)
        #expect(result.errorOutput.contains("prices.json: not a price book"))
        #expect(result.errorOutput.contains(problem), "\(result.errorOutput)")
        #expect(!result.errorOutput.contains("DecodingError"))
    }

    @Test("A region that none can be is refused", arguments: [["prices"], ["plan", "sweep.yaml", "--on", "aws"]])
    func badRegion(command: [String]) throws {
        let result = try stepsweep(command + ["--region", "EU Central"], in: try folder())
        #expect(result.exitCode == 2)
        #expect(result.errorOutput.contains("received `EU Central`"), "\(result.errorOutput)")
    }

    @Test("plan --on aws tells what a launch from this shell would refuse")
    func obstacles() throws {
        let folder = try folder()
        let text = try String(contentsOfFile: folder.path + "/sweep.yaml", encoding: .utf8)
        try folder.write("sweep.yaml", text + "\nenvironment: [MY_IS_NOT_SET]\n")
        let result = try stepsweep(["plan", "sweep.yaml", "--on", "aws"], in: folder)
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        #expect(result.errorOutput.contains("environment: MY_IS_NOT_SET is not set in this shell"))
    }

    @Test(
        "Options of a run on this machine are refused for AWS",
        arguments: [["--workers", "2"], ["--on-finish", "true"], ["--stack", "Not A Stack"]])
    func pointlessOptions(options: [String]) throws {
        let result = try stepsweep(["launch", "sweep.yaml", "--on", "aws"] + options, in: try folder())
        #expect(result.exitCode == 2, "\(result.errorOutput)")
        #expect(
            result.errorOutput.contains(options[0] == "--stack" ? "Not A Stack" : "only for a sweep that runs here"))
    }

    @Test("plan --on aws prints price and time, the same twice")
    func plan() throws {
        let folder = try folder()
        let result = try stepsweep(["plan", "sweep.yaml", "--on", "aws"], in: folder)
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        for word in [
            "compute spot", "Step Functions", "Lambda", "S3 requests", "us-east-1", "packs.size", "chosen", "50",
        ] {
            #expect(result.output.contains(word), "\(word)")
        }
        #expect(try stepsweep(["plan", "sweep.yaml", "--on", "aws"], in: folder).output == result.output)
        let json = try JSON(parsing: stepsweep(["plan", "sweep.yaml", "--on", "aws", "--json"], in: folder).output)
        #expect(json["price"]?["schema"] == "stepsweep.price")
        #expect(json["price"]?["packSizes"]?.array?.count == 3)
        #expect(try JSON(parsing: stepsweep(["plan", "sweep.yaml", "--json"], in: folder).output)["price"] == nil)
    }

    @Test("a region whose prices are unknown says so")
    func unknown() throws {
        let result = try stepsweep(["plan", "sweep.yaml", "--on", "aws", "--region", "eu-central-1"], in: folder())
        #expect(result.exitCode == 0)
        #expect(result.output.contains("unknown: compute spot"))
        #expect(result.output.contains("stepsweep prices update --region eu-central-1"))
    }

    @Test("a cap puts a gate into the machine, which runs here too")
    func gate() throws {
        let folder = try folder(budget: "{max_usd: 2}")
        let plan = try stepsweep(["plan", "sweep.yaml", "--on", "aws"], in: folder)
        #expect(plan.output.contains("gated"), "\(plan.output)")
        let machine = try stepsweep(["plan", "sweep.yaml", "--asl"], in: folder).output
        #expect(
            try stepsweep(["plan", "sweep.yaml", "--store", ""], in: folder).errorOutput.contains(
                "--store: must name a folder"))
        let priced = try stepsweep(["plan", "sweep.yaml", "--asl", "--on", "aws"], in: folder)
        #expect(priced.output.hasPrefix("{") && priced.errorOutput.contains("Price"), "\(priced.errorOutput)")
        #expect(machine.contains("aws-sdk:s3:getObject"))
        let launched = try stepsweep(["launch", "sweep.yaml", "--quiet", "--run-cap", "20"], in: folder)
        #expect(launched.exitCode == 0, "\(launched.errorOutput)")
        let sweeps = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/store/sweeps")
        let control = folder.path + "/store/sweeps/\(sweeps.first ?? "")/control.json"
        #expect(try JSON(parsing: Data(contentsOf: URL(fileURLWithPath: control)))["open"] == true)
    }

    @Test("launch --on aws refuses what can't fit, before it asks AWS for anything")
    func refusal() throws {
        let folder = try folder(budget: "{max_usd: 0.01}", trials: 5_000)
        let result = try stepsweep(["launch", "sweep.yaml", "--on", "aws"], in: folder)
        #expect(result.exitCode == 3, "\(result.errorOutput)")
        #expect(result.errorOutput.contains("budget.max_usd: even the lowest price"), "\(result.errorOutput)")
    }

    @Test("prices update asks the Price List API and keeps its answer before the program's")
    func update() throws {
        let folder = try folder()
        let server = try LoopbackServer { request in
            guard request.text.contains(#""c5.large""#), let product = try? JSON(parsing: hostProduct).text() else {
                return .text(200, #"{"FormatVersion":"aws_v1","PriceList":[]}"#)
            }
            return .respond(
                200, Data(JSON.object(["FormatVersion": "aws_v1", "PriceList": [.string(product)]]).bytes()))
        }
        let result = try stepsweep(
            ["prices", "update", "--region", "eu-central-1"], in: folder,
            [
                "AWS_ENDPOINT_URL": server.url, "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            ])
        #expect(result.exitCode == 0, "\(result.errorOutput)")
        #expect(result.output.hasPrefix("eu-central-1: 1 prices from AWS"))
        #expect(server.requests.allSatisfy { $0.headers["authorization"]?.contains("/us-east-1/pricing/") == true })
        let shown = try stepsweep(["prices", "--region", "eu-central-1"], in: folder).output
        #expect(shown.contains("ec2/c5.large") && shown.contains("0.097"))
        let json = try JSON(parsing: stepsweep(["prices", "--json"], in: folder).output)
        #expect(json["region"] == "us-east-1")
    }
}

private let hostProduct = """
    {"product": {"sku": "S", "attributes": {"instanceType": "c5.large", "usagetype": "EUC1-BoxUsage:c5.large"}},
     "terms": {"OnDemand": {"S.T": {"priceDimensions": {"S.T.R": {"unit": "Hrs", "pricePerUnit": {"USD": "0.0970000000"}}}}}}}
    """
