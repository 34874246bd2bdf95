extension Plan.LanePlan {
    /// What a pack of this lane costs an hour; `nil` where the table has no price of it.
    public func rate(with table: PriceTable) -> LaneRate? {
        LaneRate(lane, vcpus: vcpus, memoryMiB: memoryMiB, gpus: gpus, table)
    }
}
