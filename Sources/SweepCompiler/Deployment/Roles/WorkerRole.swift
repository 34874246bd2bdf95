internal import JSON
internal import SweepModel

extension Deployment {
    /// What a worker may do: read sweeps and data, write what it trained. It can't touch plans, packs and results.
    var workerRole: Role {
        var statements = [StoreGrant.list, StoreGrant.readSweeps, writeOutcomes, keepCheckpoints]
        if !dataPrefixes.isEmpty { statements.append(readData) }
        return Role(
            purpose: "Taken by workers, in Batch jobs and Fargate tasks", service: "ecs-tasks.amazonaws.com",
            statements: statements)
    }

    private var writeOutcomes: Statement {
        Statement(
            sid: "WriteOutcomes", actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
            resources: [
                StoreGrant.objects(StoreKey.outcomes("*") + "*"), StoreGrant.objects(StoreKey.lease("*", pack: "*")),
                StoreGrant.objects(StoreKey.model("*", trial: "*")),
                StoreGrant.objects(StoreKey.modelCard("*", trial: "*")),
            ], wildcardReason: StoreGrant.reason)
    }

    /// A trial that begins anew removes what it left; the tag makes the bucket forget it in time.
    private var keepCheckpoints: Statement {
        Statement(
            sid: "KeepCheckpoints",
            actions: ["s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject", "s3:AbortMultipartUpload"],
            resources: [StoreGrant.objects(StoreKey.checkpoints("*", trial: "*") + "*")],
            wildcardReason: StoreGrant.reason)
    }

    private var readData: Statement {
        Statement(
            sid: "ReadData", actions: ["s3:GetObject"],
            resources: dataPrefixes.flatMap(\.patterns).map { Intrinsic.sub("arn:${AWS::Partition}:s3:::\($0)") },
            wildcardReason: "the folders of data that this deployment was told to read")
    }
}
