/// A part of AWS with accounts, names and regions of its own.
public struct Partition: Sendable, Equatable {
    /// As in an ARN: `aws`, `aws-cn`.
    public let name: String
    public let dnsSuffix: String
    /// Signs the requests to services that have no region.
    let globalRegion: String
    /// Region names begin with it; the public partition has none.
    let regionPrefix: String

    /// Source: botocore 1.43's `partitions.json`.
    static let all = [
        Partition("aws-cn", "amazonaws.com.cn", "cn-northwest-1", "cn-"),
        Partition("aws-us-gov", "amazonaws.com", "us-gov-west-1", "us-gov-"),
        Partition("aws-iso-b", "sc2s.sgov.gov", "us-isob-east-1", "us-isob-"),
        Partition("aws-iso-f", "csp.hci.ic.gov", "us-isof-south-1", "us-isof-"),
        Partition("aws-iso", "c2s.ic.gov", "us-iso-east-1", "us-iso-"),
        Partition("aws-iso-e", "cloud.adc-e.uk", "eu-isoe-west-1", "eu-isoe-"),
        Partition("aws-eusc", "amazonaws.eu", "eusc-de-east-1", "eusc-"),
        Partition("aws", "amazonaws.com", "us-east-1", ""),
    ]

    private init(_ name: String, _ dnsSuffix: String, _ globalRegion: String, _ regionPrefix: String) {
        self.name = name
        self.dnsSuffix = dnsSuffix
        self.globalRegion = globalRegion
        self.regionPrefix = regionPrefix
    }

    /// The partition of a region; a name that no other claims is in `aws`.
    public init(region: String) {
        self = Self.all.first { region.hasPrefix($0.regionPrefix) } ?? Self.all[Self.all.count - 1]
    }

    /// Whether a text may be a region: it becomes part of a host's name, so nothing but small letters, digits and dashes.
    public static func isRegion(_ text: String) -> Bool {
        !text.isEmpty && text.count <= 63 && !text.hasPrefix("-") && !text.hasSuffix("-")
            && text.utf8.allSatisfy {
                PercentEncoding.isUnreserved($0) && !UInt8.isCapital($0) && !Array("._~".utf8).contains($0)
            }
    }
}

extension UInt8 {
    fileprivate static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
}
