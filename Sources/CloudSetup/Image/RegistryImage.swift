/// An image in a private ECR repository: `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME[:TAG][@sha256:…]`.
struct RegistryImage: Sendable, Equatable {
    let account: String
    let region: String
    /// The address without tag and digest.
    let uri: String
    let repository: String
    let tag: String?
    let digest: String?

    /// `nil` for a text that names no private ECR repository.
    init?(_ text: String) {
        let sides = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let slash = sides[0].firstIndex(of: "/") else { return nil }
        let host = sides[0][..<slash].split(separator: ".").map(String.init)
        guard host.count >= 6, host[1] == "dkr", host[2] == "ecr", host[4] == "amazonaws",
            host[0].count == 12, host[0].allSatisfy(\.isNumber)
        else { return nil }
        account = host[0]
        region = host[3]
        let path = sides[0][sides[0].index(after: slash)...]
        let parts = path.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        repository = parts[0]
        tag = parts.count > 1 ? parts[1] : nil
        digest = sides.count > 1 ? sides[1] : nil
        uri = String(sides[0][..<slash]) + "/" + repository
        guard !repository.isEmpty, tag != "", digest.map(Self.isDigest) ?? true else { return nil }
    }

    static func isDigest(_ text: String) -> Bool {
        text.hasPrefix("sha256:") && text.count == 71 && text.dropFirst(7).allSatisfy(\.isHexDigit)
    }
}
