import AWS
import Foundation
import ObjectStore
import SweepCompiler
import SweepModel

/// Prices by region: the user's `prices.json` in the store, and behind it those of the program.
struct KnownPrices {
    let folder: String

    private var path: String { folder + "/" + StoreKey.prices }

    /// The region that was named, AWS_REGION, AWS_DEFAULT_REGION, the profile's, or the one that the program knows.
    ///
    /// - Throws: `CommandFailure` for a text that no region can be.
    static func region(given: String?, profile: String? = nil) throws -> String {
        let named = given.flatMap { $0.isEmpty ? nil : $0 }
        let region = named ?? AWSClient.configuredRegion(profile: profile) ?? PriceTable.builtInRegion
        guard Partition.isRegion(region) else {
            throw CommandFailure(
                "error: \(named == nil ? "AWS_REGION" : "--region"): must be an AWS region such as eu-central-1, received `\(region)`",
                .usage)
        }
        try RegionName.check(region, from: named == nil ? "AWS_REGION or the profile" : "--region", warns: false)
        return region
    }

    /// - Throws: `CommandFailure` for a `prices.json` that can't be read.
    func table(region: String) throws -> PriceTable { try book().table(region: region) }

    func book() throws -> PriceBook {
        guard let bytes = FileManager.default.contents(atPath: path) else { return PriceBook() }
        do {
            return try PriceBook(parsing: Array(bytes))
        } catch {
            throw CommandFailure(
                "error: \(path): not a price book (\(error.problem)); remove the file, or run `stepsweep prices update`",
                .world)
        }
    }

    /// Keeps the prices of one more look.
    func add(_ table: PriceTable) throws {
        let book = try book().adding(table)
        try FolderStore(root: folder).put(StoreKey.prices, Data(book.bytes()))
    }
}
