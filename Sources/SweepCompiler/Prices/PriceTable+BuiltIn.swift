extension PriceTable {
    /// The region whose public prices come with the program; of others it knows nothing until `stepsweep prices update`.
    public static let builtInRegion = "us-east-1"

    /// Prices that come with the program; an empty table for regions of which it knows none.
    public static func builtIn(region: String = builtInRegion) -> PriceTable {
        region == builtInRegion ? virginia : PriceTable(region: region, prices: [])
    }

    private static let virginia = PriceTable(region: builtInRegion, prices: hosts + services)

    /// Generated from the Price List API by the Karpenter project on 2026-01-19.
    private static let hostSource =
        "https://github.com/aws/karpenter-provider-aws/blob/031e72b6099630e960dacb88b48a7e9bb780945f/"
        + "pkg/providers/pricing/zz_generated.pricing_aws.go"

    private static let hosts: [Price] = InstanceType.offered.compactMap { type in
        hostUSD[type.name].map { Price(.instance(type.name), usd: $0, source: hostSource, date: "2026-01-19") }
    }

    private static let services: [Price] = [
        Price(
            .fargateProcessor, usd: 0.04048, source: "https://www.wring.co/blog/aws-fargate-pricing-guide",
            date: "2026-03-10"),
        Price(
            .fargateMemory, usd: 0.004445, source: "https://www.wring.co/blog/aws-fargate-pricing-guide",
            date: "2026-03-10"),
        Price(
            .lambdaMemory, usd: 0.0000166667, source: "https://cloudchipr.com/blog/aws-lambda-pricing", date: "2024"),
        Price(
            .lambdaRequest, usd: 0.0000002,
            source: "https://docs.aws.amazon.com/whitepapers/latest/how-aws-pricing-works/lambda.html",
            date: "read 2026-11-24"),
        Price(
            .transition, usd: 0.000025, source: "https://www.wring.co/blog/aws-step-functions-pricing-guide",
            date: "2026-03-14"),
        Price(
            .s3Write, usd: 0.000005, source: "https://c3x.dev/blog/s3-request-fees-explained", date: "read 2026-11-24"),
        Price(
            .s3Read, usd: 0.0000004, source: "https://c3x.dev/blog/s3-request-fees-explained", date: "read 2026-11-24"),
        Price(.s3Storage, usd: 0.023, source: "https://cloudburn.io/blog/amazon-s3-pricing", date: "2026-03-13"),
        Price(
            .logIngestion, usd: 0.5, source: "https://c3x.dev/blog/cloudwatch-logs-cost-optimization", date: "2026-06"),
    ]

    /// US dollars an hour, Linux, on demand, us-east-1.
    private static let hostUSD: [String: Double] = [
        "c5.large": 0.085, "c5.xlarge": 0.17, "c5.2xlarge": 0.34, "c5.4xlarge": 0.68, "c5.9xlarge": 1.53,
        "c5.12xlarge": 2.04, "c5.18xlarge": 3.06, "c5.24xlarge": 4.08,
        "c6i.large": 0.085, "c6i.xlarge": 0.17, "c6i.2xlarge": 0.34, "c6i.4xlarge": 0.68, "c6i.8xlarge": 1.36,
        "c6i.12xlarge": 2.04, "c6i.16xlarge": 2.72, "c6i.24xlarge": 4.08, "c6i.32xlarge": 5.44,
        "m5.large": 0.096, "m5.xlarge": 0.192, "m5.2xlarge": 0.384, "m5.4xlarge": 0.768, "m5.8xlarge": 1.536,
        "m5.12xlarge": 2.304, "m5.16xlarge": 3.072, "m5.24xlarge": 4.608,
        "m6i.large": 0.096, "m6i.xlarge": 0.192, "m6i.2xlarge": 0.384, "m6i.4xlarge": 0.768, "m6i.8xlarge": 1.536,
        "m6i.12xlarge": 2.304, "m6i.16xlarge": 3.072, "m6i.24xlarge": 4.608, "m6i.32xlarge": 6.144,
        "r5.large": 0.126, "r5.xlarge": 0.252, "r5.2xlarge": 0.504, "r5.4xlarge": 1.008, "r5.8xlarge": 2.016,
        "r5.12xlarge": 3.024, "r5.16xlarge": 4.032, "r5.24xlarge": 6.048,
        "r6i.large": 0.126, "r6i.xlarge": 0.252, "r6i.2xlarge": 0.504, "r6i.4xlarge": 1.008, "r6i.8xlarge": 2.016,
        "r6i.12xlarge": 3.024, "r6i.16xlarge": 4.032, "r6i.24xlarge": 6.048, "r6i.32xlarge": 8.064,
        "g4dn.xlarge": 0.526, "g4dn.2xlarge": 0.752, "g4dn.4xlarge": 1.204, "g4dn.8xlarge": 2.176,
        "g4dn.12xlarge": 3.912, "g4dn.16xlarge": 4.352,
        "g5.xlarge": 1.006, "g5.2xlarge": 1.212, "g5.4xlarge": 1.624, "g5.8xlarge": 2.448, "g5.12xlarge": 5.672,
        "g5.16xlarge": 4.096, "g5.24xlarge": 8.144, "g5.48xlarge": 16.288,
        "g6.xlarge": 0.8048, "g6.2xlarge": 0.9776, "g6.4xlarge": 1.3232, "g6.8xlarge": 2.0144,
        "g6.12xlarge": 4.6016, "g6.16xlarge": 3.3968, "g6.24xlarge": 6.6752, "g6.48xlarge": 13.3504,
    ]
}
