/// What a price is asked for; its text names it in the table and in `prices.json`.
public enum PriceItem: Sendable, Hashable, CustomStringConvertible {
    /// One host of this type for an hour, Linux, on demand.
    case instance(String)
    /// One vCPU of a Fargate task for an hour, Linux on x86.
    case fargateProcessor
    /// One GB of a Fargate task's memory for an hour.
    case fargateMemory
    /// One GB of a Lambda function's memory for a second, x86.
    case lambdaMemory
    case lambdaRequest
    /// One transition of a Standard state machine, a retry included.
    case transition
    /// One PUT, COPY, POST or LIST of S3.
    case s3Write
    /// One GET of S3.
    case s3Read
    /// One GB in S3 for a month.
    case s3Storage
    /// One GB of logs that CloudWatch takes in.
    case logIngestion

    public var description: String {
        switch self {
        case .instance(let type): "ec2/\(type)"
        case .fargateProcessor: "fargate/vcpu"
        case .fargateMemory: "fargate/gb"
        case .lambdaMemory: "lambda/gb"
        case .lambdaRequest: "lambda/request"
        case .transition: "states/transition"
        case .s3Write: "s3/write"
        case .s3Read: "s3/read"
        case .s3Storage: "s3/storage"
        case .logIngestion: "logs/ingestion"
        }
    }

    /// What one price buys.
    public var unit: String {
        switch self {
        case .instance: "host-hour"
        case .fargateProcessor: "vCPU-hour"
        case .fargateMemory: "GB-hour"
        case .lambdaMemory: "GB-second"
        case .lambdaRequest, .s3Write, .s3Read: "request"
        case .transition: "transition"
        case .s3Storage: "GB-month"
        case .logIngestion: "GB"
        }
    }

    /// Everything that a sweep may be billed for, in the order of the table.
    public static let all: [PriceItem] =
        InstanceType.offered.map { .instance($0.name) } + [
            .fargateProcessor, .fargateMemory, .lambdaMemory, .lambdaRequest, .transition, .s3Write, .s3Read,
            .s3Storage, .logIngestion,
        ]
}
