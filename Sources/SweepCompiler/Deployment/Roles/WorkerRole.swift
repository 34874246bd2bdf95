internal import JSON
internal import SweepModel

extension Deployment {
    /// What a worker may do: read sweeps and their data, write what it trained; `DataPolicies` adds data outside. It can't touch plans, packs and results, and
    /// removes nothing but checkpoints.
    var workerRole: Role {
        var statements = [StoreGrant.list, StoreGrant.readSweeps, writeOutcomes, keepCheckpoints]
        statements += scoreShards
        statements += readSecrets
        return Role(
            purpose: "Taken by workers, in Batch jobs and ECS tasks", service: "ecs-tasks.amazonaws.com",
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

    /// The tag makes the bucket forget them in time; those that a program replaced by others go at once.
    private var keepCheckpoints: Statement {
        Statement(
            sid: "KeepCheckpoints",
            actions: ["s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload", "s3:DeleteObject"],
            resources: [StoreGrant.objects(StoreKey.checkpoints("*", trial: "*") + "*")],
            wildcardReason: StoreGrant.reason)
    }

    /// A worker that scores reads its shard and its arm's model, and writes what the model says.
    private var scoreShards: [Statement] {
        [
            Statement(
                sid: "ReadScorings", actions: ["s3:GetObject"],
                resources: [StoreGrant.objects(StoreKey.scoring("*") + "*")], wildcardReason: StoreGrant.reason),
            Statement(
                sid: "WriteScores", actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
                resources: [StoreGrant.objects(StoreKey.scoringResult("*", "*"))],
                wildcardReason: StoreGrant.reason),
        ]
    }

    /// By their own ARNs, each by the service that keeps it.
    private var readSecrets: [Statement] {
        let keepers: [(SecretARN.Keeper, sid: String, action: String)] = [
            (.secretsManager, "ReadSecrets", "secretsmanager:GetSecretValue"),
            (.parameterStore, "ReadSecretParameters", "ssm:GetParameter"),
        ]
        return keepers.compactMap { keeper, sid, action in
            let arns = secrets.filter { $0.keeper == keeper }.map { JSON.string($0.text) }
            return arns.isEmpty ? nil : Statement(sid: sid, actions: [action], resources: arns)
        }
    }
}
