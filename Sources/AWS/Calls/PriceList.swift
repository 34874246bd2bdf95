internal import JSON

/// The Price List API: public prices. It answers in a few regions only, whichever region the prices are of.
public struct PriceList: Sendable {
    /// Where it is asked.
    public static let region = "us-east-1"

    private let client: AWSClient

    /// - Parameter client: of `PriceList.region`.
    public init(client: AWSClient) { self.client = client }

    /// Pages of `PriceList`, each an array of texts that hold a product's JSON document.
    ///
    /// - Parameters:
    ///   - service: the service's code, such as `AmazonEC2`.
    ///   - filters: the attributes of the products asked for; all must match.
    public func products(service: String, filters: [String: String]) -> Pages {
        let terms = filters.sorted { $0.key < $1.key }.map { field, value -> JSON in
            ["Type": "TERM_MATCH", "Field": .string(field), "Value": .string(value)]
        }
        let input: JSON = [
            "ServiceCode": .string(service), "FormatVersion": "aws_v1", "Filters": .array(terms), "MaxResults": 100,
        ]
        return Pages(token: "NextToken", input: input) { [client] in
            try await client.call(.pricing, "GetProducts", $0)
        }
    }
}
