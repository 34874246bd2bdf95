import AWS
import Foundation
import ObjectStore
import StepFunctionsEngine
import SweepCompiler
import SweepModel

/// The price book in a stack's bucket, with which a start over HTTP holds its cap.
struct StackPrices {
    let stack: String
    let client: AWSClient

    /// Keeps the prices of one more look. What others wrote meanwhile stays: the last of two looks at one region counts.
    ///
    /// - Throws: `S3Conflict` where somebody else wrote at the same moment.
    func add(_ table: PriceTable) async throws {
        let bucket = try S3Bucket(try await CloudStack.read(stack, client).target.bucket, client: client)
        let known = try await bucket.get(StoreKey.prices)
        let book = try known.map { try Self.book(Array($0.bytes)) } ?? PriceBook()
        try await bucket.put(
            StoreKey.prices, Data(book.adding(table).bytes()),
            if: known.map { .matches(etag: $0.object.etag) } ?? .absent)
    }

    /// What is known in a region.
    static func table(region: String, in bucket: S3Bucket) async throws -> PriceTable {
        guard let known = try await bucket.get(StoreKey.prices) else { return PriceBook().table(region: region) }
        return try book(Array(known.bytes)).table(region: region)
    }

    private static func book(_ bytes: [UInt8]) throws -> PriceBook {
        do {
            return try PriceBook(parsing: bytes)
        } catch {
            throw CommandFailure(
                "error: \(StoreKey.prices) in the stack's bucket is no price book (\(error.problem)); remove it, then "
                    + "`stepsweep prices update --stack`", .world)
        }
    }
}
