import JSON
import TestSupport
import Testing

@testable import AWS

@Suite("The Price List API") struct PriceListTests {
    @Test("is asked page by page, with filters in order")
    func pages() async throws {
        let server = try LoopbackServer(
            answers(
                .text(200, #"{"FormatVersion":"aws_v1","PriceList":["{\"a\":1}"],"NextToken":"more"}"#),
                .text(200, #"{"FormatVersion":"aws_v1","PriceList":["{\"b\":2}"]}"#)))
        let list = PriceList(client: try AWSClient.asking(server))
        let products = try await list.products(
            service: "AmazonEC2", filters: ["regionCode": "eu-central-1", "instanceType": "c5.large"]
        ).collect("PriceList")
        #expect(products == [#"{"a":1}"#, #"{"b":2}"#])
        let asked = try server.requests.map { try JSON(parsing: $0.text) }
        #expect(
            asked[0] == [
                "ServiceCode": "AmazonEC2", "FormatVersion": "aws_v1", "MaxResults": 100,
                "Filters": [
                    ["Type": "TERM_MATCH", "Field": "instanceType", "Value": "c5.large"],
                    ["Type": "TERM_MATCH", "Field": "regionCode", "Value": "eu-central-1"],
                ],
            ])
        #expect(asked[1]["NextToken"] == "more")
        #expect(server.requests[0].headers["x-amz-target"] == "AWSPriceListService.GetProducts")
    }
}
