import AWS
import ArgumentParser
import Foundation
import JSON
import SweepCompiler

/// `stepsweep prices`
struct Prices: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what `plan --on aws` reckons with: each price with its source and date.",
        discussion: """
            Prices of us-east-1 come with the program. What isn't in the table is unknown, never guessed.

            EXAMPLES
              stepsweep prices
              stepsweep prices --region eu-central-1 --json
              # ask AWS, and keep the answer in the store
              stepsweep prices update --region eu-central-1
            """, subcommands: [Show.self, Update.self], defaultSubcommand: Show.self)

    /// `stepsweep prices show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the table. The default.")

        @Option(
            help: ArgumentHelp("The AWS region; without it AWS_REGION, the profile's, or us-east-1.", valueName: "name")
        )
        var region: String?
        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        mutating func validate() throws {
            if region == "" { throw ValidationError("--region: must name an AWS region, received nothing") }
        }

        mutating func run() throws {
            let table = try KnownPrices(folder: store.folder).table(region: try KnownPrices.region(given: region))
            Terminal.write(
                output.json ? String(decoding: table.bytes(), as: UTF8.self) : PriceTableDescription(table).text)
        }
    }

    /// `stepsweep prices update`
    struct Update: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask the Price List API (pricing:GetProducts) and keep its prices in the store.",
            discussion: """
                The API answers in us-east-1 whichever region is asked about. Its prices go before those of the program.

                EXAMPLES
                  stepsweep prices update
                  stepsweep prices update --region eu-central-1 --profile work
                  stepsweep prices update --region eu-central-1 --stack stepsweep
                """)

        @Option(
            help: ArgumentHelp(
                "Into the bucket of this stack, too, where a start over HTTP looks for prices.", valueName: "name"))
        var stack: String?
        @OptionGroup var store: StoreOptions
        @OptionGroup var aws: AWSOptions

        mutating func run() async throws {
            let region = try KnownPrices.region(given: aws.region, profile: aws.profile)
            let client = try await AWSClient.configured(region: PriceList.region, profile: aws.profile)
            let table = try await PriceUpdate(list: PriceList(client: client), region: region, now: Date()).table()
            guard !table.prices.isEmpty else {
                throw CommandFailure(
                    "error: the Price List API has no price of region \(region); name one such as eu-central-1",
                    .notFound)
            }
            let known = KnownPrices(folder: store.folder)
            try known.add(table)
            if let stack {
                try await StackPrices(stack: stack, client: try await .configured(region: region, profile: aws.profile))
                    .add(table)
            }
            let unknown = try known.table(region: region).unknown
            Terminal.write("\(region): \(table.prices.count) prices from AWS, \(unknown.count) still unknown\n")
        }
    }
}
