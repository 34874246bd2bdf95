import Foundation

/// A made Spot market, and how a sweep's real speed differs from the plan's estimate: everything that a plan can't know.
struct Market: Sendable {
    /// The real time of a trial, as a factor of the estimate; lognormal, so that one sweep in twenty is outside the plan's range.
    let speed: Double
    /// Between hosts filled to the brim (0) and a host for each pack (1).
    let waste: Double
    /// Mean seconds until a Spot host is lost.
    let meanLife: Double
    /// Spot's share of the on-demand price, hour by hour.
    private let shares: [Double]

    init(seed: UInt64) {
        var chance = Chance(seed: seed)
        speed = exp(0.6 * chance.normal())
        waste = chance.uniform()
        meanLife = 3_600 * (1 + 19 * chance.uniform())
        var share = 0.2 + 0.3 * chance.uniform()
        shares = (0..<1_000).map { _ in
            share = min(1, max(0.1, share * exp(0.1 * chance.normal())))
            return share
        }
    }

    func share(at seconds: Double) -> Double { shares[min(shares.count - 1, max(0, Int(seconds / 3_600)))] }
}
