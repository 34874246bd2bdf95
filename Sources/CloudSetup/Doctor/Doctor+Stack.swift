internal import AWS
internal import JSON
internal import SweepCompiler

extension Doctor {
    /// The stack where it can be looked at.
    func stackFinding() async -> (stack: Stack?, findings: [Finding]) {
        let deploy = "run `\(command("deploy"))`"
        do {
            guard let document = try await CloudFormation(client: client).stack(names.stack),
                let stack = Stack(document), !stack.status.isDeleted, !stack.status.isEmpty
            else {
                return (nil, [.problem("stack", "there is no stack \(names.stack) in \(client.region)", fix: deploy)])
            }
            let says = "\(stack.name) is \(stack.status)" + (stack.statusReason.map { ": \($0)" } ?? "")
            if stack.status.isGood { return (stack, [.ok("stack", says)]) }
            if stack.status.isBusy { return (stack, [.warning("stack", says, fix: deploy + ": it follows that")]) }
            if stack.status.isUpdatable {
                return (stack, [.warning("stack", says + ": the last update was taken back", fix: deploy)])
            }
            return (
                stack.status.isStuck ? stack : nil, [.problem("stack", says, fix: deploy + ": it offers to mend that")]
            )
        } catch {
            return (nil, [.unanswered("stack", error)])
        }
    }

    func bucket(_ stack: Stack) async throws -> [Finding] {
        guard let name = stack.outputs[StackNames.bucketOutput] else { return [missing("bucket")] }
        guard let region = try await S3Bucket(name, client: client).findRegion() else {
            return [
                .problem(
                    "bucket", "s3://\(name) is gone",
                    fix: "remove the stack with `\(command("destroy"))`, then deploy again")
            ]
        }
        guard region == client.region else {
            return [
                .problem(
                    "bucket", "s3://\(name) is in \(region), the stack in \(client.region)",
                    fix: "deploy a stack of your own in this region")
            ]
        }
        return [.ok("bucket", "s3://\(name) in \(region)")]
    }

    func image(_ stack: Stack) async throws -> [Finding] {
        let uri = stack.parameters[StackNames.imageParameter] ?? ""
        guard !uri.isEmpty else {
            return [
                .problem(
                    "image", "the stack has none yet",
                    fix: "run `\(command("deploy")) --image IMAGE`, or in the sources without it")
            ]
        }
        guard let image = RegistryImage(uri), let digest = image.digest else {
            return [
                .warning(
                    "image", "\(uri) is named by no digest",
                    fix: "deploy it again with `\(command("deploy")) --image IMAGE`")
            ]
        }
        let ecr = ECR(client: client)
        guard try await ecr.describeImage(repository: image.repository, ["imageDigest": .string(digest)]) != nil else {
            return [
                .problem("image", "\(uri) is gone", fix: "run `\(command("deploy")) --image IMAGE`: it pushes it again")
            ]
        }
        guard let about = try? await ecr.imageConfiguration(repository: image.repository, digest: digest),
            let system = about["os"]?.string, let processor = about["architecture"]?.string
        else {
            return [
                .warning(
                    "image", "\(uri) is there; its processor is not known", fix: "it must be \(ImageSource.platform)")
            ]
        }
        let platform = "\(system)/\(processor)"
        guard platform == ImageSource.platform else {
            return [
                .problem(
                    "image", "\(uri) is for \(platform), the hosts are \(ImageSource.platform)",
                    fix: "build it with --platform \(ImageSource.platform), then `\(command("deploy")) --image IMAGE`")
            ]
        }
        return [.ok("image", "\(uri), \(platform)")]
    }

    func reducer(_ stack: Stack) async throws -> [Finding] {
        if (stack.parameters[StackNames.imageParameter] ?? "").isEmpty { return [] }
        return [try await function(names.reducer, "reducer")]
    }

    /// The function that starts sweeps over HTTP, where the stack has one; its address must not be open to the world.
    func start(_ stack: Stack) async throws -> [Finding] {
        guard stack.outputs[StackNames.startOutput] != nil else { return [] }
        let finding = try await function(names.start, "http start")
        guard finding.verdict == .ok else { return [finding] }
        let kind = try await client.lambdaAddress(of: names.start)?["AuthType"]?.string ?? "missing"
        guard kind == "AWS_IAM" else {
            return [
                .problem(
                    "http start", "the authorisation of its address is \(kind), and must be AWS_IAM",
                    fix: "somebody changed it by hand: run `aws lambda update-function-url-config --auth-type AWS_IAM "
                        + "--function-name \(names.start)`")
            ]
        }
        return [finding]
    }

    private func function(_ name: String, _ check: String) async throws -> Finding {
        guard let configuration = try await client.lambdaFunction(name)?["Configuration"] else {
            return missing(check)
        }
        let state = configuration["State"]?.string ?? "Active"
        let failed = state == "Failed" || configuration["LastUpdateStatus"]?.string == "Failed"
        let reason = configuration["StateReason"]?.string ?? configuration["LastUpdateStatusReason"]?.string ?? ""
        guard !failed else {
            return .problem(
                check, "\(name) failed: \(reason)",
                fix: FailureReason.fix(for: reason) ?? "deploy again; Lambda's words say why")
        }
        return .ok(check, "\(name) is \(state)")
    }

    func roles(_ resources: [StackResource]) async throws -> [Finding] {
        let roles = resources.filter { $0.type == "AWS::IAM::Role" }
        var gone: [String] = []
        for role in roles {
            do {
                _ = try await client.call(.iam, "GetRole", ["RoleName": .string(role.physicalID)])
            } catch let error as AWSError where error.code.hasPrefix("NoSuchEntity") {
                gone.append(role.logicalID)
            }
        }
        guard gone.isEmpty, !roles.isEmpty else {
            return [
                .problem(
                    "roles", "gone: \(gone.isEmpty ? "all" : gone.joined(separator: ", "))",
                    fix: "somebody removed them by hand: destroy and deploy again")
            ]
        }
        return [.ok("roles", "all \(roles.count) are there")]
    }

    /// Mail that nobody has agreed to receive goes nowhere.
    func mail(_ resources: [StackResource]) async throws -> [Finding] {
        guard let topic = resources.first(where: { $0.type == "AWS::SNS::Topic" })?.physicalID else { return [] }
        let answer = try await client.call(.sns, "ListSubscriptionsByTopic", ["TopicArn": .string(topic)])
        let waiting = (answer["Subscriptions"]?.array ?? []).filter {
            $0["SubscriptionArn"]?.string == "PendingConfirmation"
        }.compactMap { $0["Endpoint"]?.string }
        guard waiting.isEmpty else {
            return [
                .warning(
                    "mail", "not confirmed yet by \(waiting.joined(separator: ", "))",
                    fix: "follow the link in AWS's mail `AWS Notification - Subscription Confirmation`")
            ]
        }
        return [.ok("mail", "confirmed")]
    }

    func missing(_ check: String) -> Finding {
        .problem(
            check, "is missing in the stack", fix: "run `\(command("deploy"))` with the same options as before")
    }

    /// A command for this stack: without its name, another one would be meant.
    private func command(_ name: String) -> String { "stepsweep \(name) --stack \(names.stack)" }
}
