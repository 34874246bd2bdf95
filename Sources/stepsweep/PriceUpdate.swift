import AWS
import Foundation
import JSON
import SweepCompiler

/// One look at the Price List API.
struct PriceUpdate {
    let list: PriceList
    /// Whose prices.
    let region: String
    let now: Date

    /// Products of one answer that are looked at; an answer with more is too wide a question.
    private static let mostProducts = 2_000

    /// The prices that AWS gives; those it doesn't give, or gives more than one of, are left out.
    func table() async throws -> PriceTable {
        let date = now.formatted(.iso8601.year().month().day())
        var prices: [PriceTable.Price] = []
        for question in PriceQuestion.all(region: region) {
            let products = try await list.products(service: question.service, filters: question.filters)
                .collect("PriceList", limit: Self.mostProducts)
            if let price = question.price(in: products.compactMap(\.string), date: date) { prices.append(price) }
        }
        return PriceTable(region: region, prices: prices)
    }
}
