/// The 32-bit hash of Fowler, Noll & Vo, variant 1a, over UTF-16 code units.
public enum FNV1a {
    /// h = 2166136261; for each code unit h = (h xor unit) · 16777619 mod 2³².
    public static func hash(_ text: some StringProtocol) -> UInt32 {
        text.utf16.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
