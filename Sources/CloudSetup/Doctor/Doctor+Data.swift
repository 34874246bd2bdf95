internal import AWS
internal import SweepCompiler

extension Doctor {
    /// What workers may read outside the stack's bucket, and whether that is what the named sweep files need.
    func data(_ stack: Stack) async throws -> [Finding] {
        let grant = DataGrant(stackParameters: stack.parameters) ?? DataGrant()
        let findings = try await places(grant)
        guard let question else { return findings }
        let reader = DataReader(
            stack: stack.name, bucket: stack.outputs[StackNames.bucketOutput] ?? "", region: client.region,
            grant: grant)
        return try await findings
            + answered("data") {
                try await question.objects().map { object in
                    reader.problem(with: object, allow: question.allow).map {
                        .problem("data", $0.message, fix: "run `\($0.fix)`")
                    } ?? .ok("data", "workers may read \(object.address)")
                }
            }
    }

    private func places(_ grant: DataGrant) async throws -> [Finding] {
        guard !grant.isEmpty else { return [] }
        let keys = grant.keys.isEmpty ? "" : "; with \(grant.keys.count) of KMS's keys"
        var findings = [Finding.ok("data", "allowed: \(grant.addresses.joined(separator: ", "))\(keys)")]
        for bucket in Set(grant.addresses.compactMap { S3URI.bucket(of: $0) }).sorted() {
            guard let problem = try await problem(with: bucket) else { continue }
            findings.append(.warning("data", problem, fix: "keep data in buckets of \(client.region)"))
        }
        return findings
    }

    /// A bucket of somebody else's may be readable and tell nothing about itself.
    private func problem(with bucket: String) async throws -> String? {
        do {
            guard let region = try await S3Bucket(bucket, client: client).findRegion() else {
                return "there is no bucket s3://\(bucket), which workers may read"
            }
            return region == client.region
                ? nil : "s3://\(bucket) is in \(region): each job would fetch its data from there, for money"
        } catch let error as AWSError where error.status == 403 {
            return nil
        }
    }
}
