internal import JSON
internal import SweepModel

/// Objects of the stack's bucket, as policies name them.
enum StoreGrant {
    static let reason =
        "ids are not known before"

    static func objects(_ pattern: String) -> JSON { Intrinsic.sub("${\(LogicalID.bucket).Arn}/\(pattern)") }

    /// A right to the whole bucket, since S3 answers 403 instead of 404 for an absent object where a condition on
    /// `s3:prefix` guards it: a worker could not tell "not there yet" from "forbidden".
    static let list = Statement(
        sid: "ListStore", actions: ["s3:ListBucket"], resources: [Intrinsic.getAtt(LogicalID.bucket, "Arn")])

    static let readSweeps = Statement(
        sid: "ReadSweeps", actions: ["s3:GetObject"],
        resources: [objects(StoreKey.sweep("*") + "*"), objects("data/*")], wildcardReason: reason)
}
