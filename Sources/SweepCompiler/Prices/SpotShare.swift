/// What Spot capacity costs, as a share of the price without Spot: a market's price of tomorrow is known to nobody.
public struct SpotShare: Sendable, Equatable, Codable {
    public var least: Double
    public var most: Double
    public var source: String

    /// EC2: "up to 90 % off"; Batch pays no more than the on-demand price unless a bid says otherwise.
    public static let hosts = SpotShare(
        least: 0.1, most: 1,
        source: "up to 90 % off: https://github.com/alexei-led/spotinfo; at most the on-demand price, Batch's default: "
            + "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/batch/aws.sdk.kotlin.services.batch.model/"
            + "-compute-resource/bid-percentage.html")

    /// Fargate: "up to 70 % off".
    public static let fargate = SpotShare(
        least: 0.3, most: 1,
        source: "up to 70 % off: https://www.wring.co/blog/aws-fargate-pricing-guide, 2026-03-10; "
            + "at most the price without Spot")

    /// Full price for lanes without Spot.
    static func of(_ isSpot: Bool, isFargate: Bool) -> SpotShare {
        guard isSpot else { return SpotShare(least: 1, most: 1, source: "") }
        return isFargate ? fargate : hosts
    }
}
