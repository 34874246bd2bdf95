/// Who works on a pack: `leases/<pack>.json`.
struct LeaseDocument: Sendable, Equatable, Codable {
    /// 1 for the pack's first start, one more for each takeover.
    var generation: Int
    var holder: LeaseHolder
    /// Seconds since 1970 by the holder's clock; for people, and so that every renewal changes the object.
    var renewedAt: Double
    /// A lease that wasn't renewed for so long may be taken over.
    var seconds: Double
    /// The holder ended and says so.
    var released: Bool
}
