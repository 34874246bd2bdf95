import JSON
import SweepCompiler
import Testing

/// A product as the Price List API gives it: the shape of the API reference's example.
func product(_ attributes: [String: String], usd: [String]) -> String {
    let dimensions = Dictionary(
        uniqueKeysWithValues: usd.enumerated().map { place, amount -> (String, JSON) in
            (
                "SKU.TERM.RATE\(place)",
                ["unit": "Hrs", "beginRange": .string("\(place)"), "pricePerUnit": ["USD": .string(amount)]]
            )
        })
    let document: JSON = [
        "product": [
            "productFamily": "Compute", "sku": "SKU", "attributes": .object(attributes.mapValues(JSON.string)),
        ],
        "serviceCode": "AmazonEC2", "version": "20261120000000", "publicationDate": "2026-11-20T00:00:00Z",
        "terms": ["OnDemand": ["SKU.TERM": ["offerTermCode": "TERM", "priceDimensions": .object(dimensions)]]],
    ]
    return document.text()
}

@Suite("An answer of the Price List API")
struct PriceQuestionTests {
    private func question(_ item: PriceItem) throws -> PriceQuestion {
        try #require(PriceQuestion.all(region: "eu-central-1").first { $0.item == item })
    }

    @Test("is asked for every price that a sweep needs")
    func questions() {
        #expect(Set(PriceQuestion.all(region: "eu-central-1").map(\.item)) == Set(PriceItem.all))
        #expect(PriceQuestion.all(region: "eu-central-1").allSatisfy { $0.filters["regionCode"] == "eu-central-1" })
    }

    @Test("gives the price of one product")
    func host() throws {
        let price = try question(.instance("c5.large")).price(
            in: [product(["instanceType": "c5.large"], usd: ["0.0970000000"])], date: "2026-11-24")
        #expect(price?.usd == 0.097)
        #expect(price?.date == "2026-11-24")
        #expect(price?.source == "AWS Price List API, pricing:GetProducts of AmazonEC2")
    }

    @Test("gives the first tier, never the free one")
    func tiers() throws {
        let price = try question(.lambdaMemory).price(
            in: [product(["usagetype": "EUC1-Lambda-GB-Second"], usd: ["0", "0.0000166667", "0.0000150000"])],
            date: "2026-11-24")
        #expect(price?.usd == 0.0000166667)
    }

    @Test("chooses by usage type, and takes ARM for no x86")
    func usage() throws {
        let products = [
            product(["usagetype": "EUC1-Fargate-ARM-GB-Hours"], usd: ["0.0041"]),
            product(["usagetype": "EUC1-Fargate-GB-Hours"], usd: ["0.0051"]),
        ]
        #expect(try question(.fargateMemory).price(in: products, date: "d")?.usd == 0.0051)
    }

    @Test("is no price where products differ, or none has one")
    func ambiguous() throws {
        let question = try question(.instance("c5.large"))
        #expect(question.price(in: [], date: "d") == nil)
        #expect(question.price(in: ["rubbish"], date: "d") == nil)
        #expect(question.price(in: [product([:], usd: ["0.1"]), product([:], usd: ["0.2"])], date: "d") == nil)
    }

    @Test("is kept by region, and goes before the program's own price")
    func book() throws {
        let mine = PriceTable(
            region: "us-east-1",
            prices: [PriceTable.Price(.instance("c5.large"), usd: 0.09, source: "AWS", date: "2026-11-24")])
        let book = try PriceBook(parsing: PriceBook().adding(mine).bytes())
        #expect(book.table(region: "us-east-1")[.instance("c5.large")] == 0.09)
        #expect(book.table(region: "us-east-1")[.instance("c5.xlarge")] == 0.17)
        #expect(book.table(region: "eu-central-1")[.instance("c5.large")] == nil)
        #expect(throws: PriceBookError.self) { try PriceBook(parsing: Array("{}".utf8)) }
    }
}
