internal import JSON

/// How the Price List API is asked for one price, and which of its products is meant.
public struct PriceQuestion: Sendable, Equatable {
    public let item: PriceItem
    /// The service's code.
    public let service: String
    /// Attributes that the products must have.
    public let filters: [String: String]
    /// The end of the product's `usagetype`, where the filters leave several.
    let usageEnding: String?

    /// Everything that a sweep may be billed for in `region`.
    public static func all(region: String) -> [PriceQuestion] {
        func ask(_ item: PriceItem, _ service: String, _ filters: [String: String], _ ending: String? = nil)
            -> PriceQuestion
        {
            PriceQuestion(
                item: item, service: service, filters: filters.merging(["regionCode": region]) { own, _ in own },
                usageEnding: ending)
        }
        let hosts = InstanceType.offered.map { type in
            ask(
                .instance(type.name), "AmazonEC2",
                [
                    "instanceType": type.name, "operatingSystem": "Linux", "tenancy": "Shared",
                    "preInstalledSw": "NA", "capacitystatus": "Used",
                ])
        }
        return hosts + [
            ask(.fargateProcessor, "AmazonECS", ["productFamily": "Compute"], "Fargate-vCPU-Hours:perCPU"),
            ask(.fargateMemory, "AmazonECS", ["productFamily": "Compute"], "Fargate-GB-Hours"),
            ask(.lambdaMemory, "AWSLambda", ["group": "AWS-Lambda-Duration"]),
            ask(.lambdaRequest, "AWSLambda", ["group": "AWS-Lambda-Requests"]),
            ask(.transition, "AmazonStates", ["group": "SFN-StateTransitions"]),
            ask(.s3Write, "AmazonS3", ["group": "S3-API-Tier1"], "Requests-Tier1"),
            ask(.s3Read, "AmazonS3", ["group": "S3-API-Tier2"], "Requests-Tier2"),
            ask(.s3Storage, "AmazonS3", ["volumeType": "Standard"], "TimedStorage-ByteHrs"),
            ask(.logIngestion, "AmazonCloudWatch", ["group": "Ingested Logs"], "DataProcessing-Bytes"),
        ]
    }

    /// The price among the products of an answer.
    ///
    /// - Parameter products: the texts of `PriceList`.
    /// - Returns: `nil` where no product has a price, or several have different ones: a price is never guessed.
    public func price(in products: [String], date: String) -> PriceTable.Price? {
        let prices = Set(products.compactMap(usd))
        guard prices.count == 1, let usd = prices.first else { return nil }
        return PriceTable.Price(
            item, usd: usd, source: "AWS Price List API, pricing:GetProducts of \(service)", date: date)
    }

    /// The dearest tier of a product: the first, since large use gets cheaper.
    private func usd(_ text: String) -> Double? {
        guard let document = try? JSON(parsing: Array(text.utf8)) else { return nil }
        let usage = document["product"]?["attributes"]?["usagetype"]?.string ?? ""
        if let usageEnding, !Self.ends(usage, with: usageEnding) { return nil }
        let terms = document["terms"]?["OnDemand"]?.object ?? [:]
        let dimensions = terms.values.flatMap { ($0["priceDimensions"]?.object ?? [:]).values }
        let prices = dimensions.compactMap { $0["pricePerUnit"]?["USD"]?.string.flatMap(Double.init) }
        return prices.filter { $0.isFinite && $0 > 0 }.max()
    }

    /// `USE1-Requests-Tier1` ends with `Requests-Tier1`, and `EUC1-Fargate-ARM-GB-Hours` does not mean `Fargate-GB-Hours`.
    private static func ends(_ usage: String, with ending: String) -> Bool {
        guard usage.hasSuffix(ending) else { return false }
        let region = usage.dropLast(ending.count)
        return region.isEmpty || (region.hasSuffix("-") && !region.dropLast().contains("-"))
    }
}
