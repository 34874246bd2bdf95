internal import SweepModel

/// An object of S3 that a sweep file names, as S3 describes it.
public struct DataObject: Sendable, Hashable {
    public let bucket: String
    public let key: String
    /// Where the bucket lies.
    public let region: String
    /// The ARN of the KMS key that it is encrypted with; `nil` for none of KMS's.
    public let kmsKey: String?

    public init(bucket: String, key: String, region: String, kmsKey: String?) {
        self.bucket = bucket
        self.key = key
        self.region = region
        self.kmsKey = kmsKey
    }

    public var address: String { "s3://\(bucket)/\(key)" }
}

/// Where a stack reads data from.
public struct DataReader: Sendable, Equatable {
    public let stack: String
    /// The stack's own bucket.
    public let bucket: String
    public let region: String
    /// What its workers may read beside that; `nil` where whoever asks has read the objects with the same rights.
    public let grant: DataGrant?

    public init(stack: String, bucket: String, region: String, grant: DataGrant?) {
        self.stack = stack
        self.bucket = bucket
        self.region = region
        self.grant = grant
    }

    /// Why the stack's workers can't read an object, or should not; `nil` where they can.
    ///
    /// - Parameter allow: the command that lets them.
    public func problem(with object: DataObject, allow: String) -> DataProblem? {
        guard object.region == region else { return elsewhere(object) }
        guard let grant, !isOwn(object) else { return nil }
        guard grant.allows(object) else {
            return DataProblem("workers of stack `\(stack)` may not read \(object.address)", fix: allow)
        }
        if let key = object.kmsKey, !grant.keys.contains(key) {
            return DataProblem(
                "workers of stack `\(stack)` may read \(object.address), and not use \(key), which encrypts it",
                fix: allow)
        }
        return nil
    }

    /// Workers read all data of the stack's bucket.
    private func isOwn(_ object: DataObject) -> Bool {
        object.bucket == bucket && object.key.hasPrefix(StoreKey.dataFolder) && object.kmsKey == nil
    }

    /// Every job would pay for the way, and wait for it.
    private func elsewhere(_ object: DataObject) -> DataProblem {
        let copy = "s3://\(bucket)/\(StoreKey.dataFolder)\(object.key)"
        return DataProblem(
            "\(object.address) is in \(object.region), stack `\(stack)` in \(region): each job would fetch it from there, "
                + "for money; copy it, then name \(copy)",
            fix:
                "aws s3 cp \(ShellWord.quoted(object.address)) \(ShellWord.quoted(copy)) --source-region \(object.region)"
                + " --region \(region)")
    }
}

/// Why workers can't read data.
public struct DataProblem: Sendable, Equatable, CustomStringConvertible {
    public let message: String
    /// A command.
    public let fix: String

    init(_ message: String, fix: String) {
        self.message = message
        self.fix = fix
    }

    public var description: String { "\(message): run `\(fix)`" }
}
