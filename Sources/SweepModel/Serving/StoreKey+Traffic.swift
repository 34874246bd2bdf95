/// Where functions write what they saw.
extension StoreKey {
    public static func traffic(of test: String) -> String { "serving/traffic/\(test)/" }
    /// One batch; made once and never changed.
    ///
    /// - Parameters:
    ///   - instance: who writes, a name of its own.
    ///   - number: counted from 1 by the instance.
    public static func traffic(of test: String, instance: String, number: Int) -> String {
        let digits = String(number)
        return traffic(of: test) + instance + "/" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
            + ".ndjson"
    }
    /// A served model of a bucket, by the SHA-256 of its bytes.
    public static func servedModel(_ digest: String) -> String { "serving/models/\(digest).safetensors" }
}
