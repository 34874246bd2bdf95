internal import Foundation

/// Reads AWS's reason for a failure, and says what to do where that is known.
enum FailureReason {
    /// - Parameters:
    ///   - reason: AWS's own words.
    ///   - type: the resource's type; empty where it is not known.
    static func fix(for reason: String, type: String = "") -> String? {
        let text = reason.lowercased()
        if let fix = permission(reason, text, type) { return fix }
        return known.first { $0.signs.contains { text.contains($0) } }?.fix
    }

    private static func permission(_ reason: String, _ text: String, _ type: String) -> String? {
        if text.contains("service control policy") {
            return "the organization forbids it: ask whoever keeps its service control policies"
        }
        if let range = reason.range(of: "not authorized to perform: ") ?? reason.range(of: "not authorized to perform ")
        {
            let action = reason[range.upperBound...].prefix { !" ,)".contains($0) }.drop { $0 == "`" || $0 == "'" }
            return "let a policy of whoever deploys allow \(action); docs/deploying.md lists all that is needed"
        }
        let denials = ["accessdenied", "access denied", "unauthorizedoperation", "not authorized"]
        guard denials.contains(where: text.contains) else { return nil }
        let service = type.split(separator: ":").dropFirst().first.map { " for \($0)" } ?? ""
        return "a permission\(service) is missing: docs/deploying.md lists what whoever deploys needs"
    }

    private static let known: [(signs: [String], fix: String)] = [
        (
            ["already exists", "alreadyexists", "already owned by you", "alreadyownedbyyou"],
            "something outside the stack has that name: remove it, or deploy under another --stack"
        ),
        (
            ["vpclimitexceeded", "maximum number of vpcs"],
            "raise the quota `VPCs per Region` (L-F678F1CE) in Service Quotas, or name your own network with --subnets and --security-groups"
        ),
        (
            ["maximum number of internet gateways", "internetgatewaylimitexceeded"],
            "raise the quota `Internet gateways per Region` (L-A4707A72) in Service Quotas, or name your own network with --subnets"
        ),
        (
            ["toomanybuckets"],
            "raise the quota `General purpose buckets` (L-DC2B2D3D) in Service Quotas, or delete buckets"
        ),
        (
            ["cannot exceed quota for rolesperaccount", "rolesperaccount"],
            "raise the quota `Roles per account` (L-FE177D64) in Service Quotas (us-east-1), or delete roles"
        ),
        (
            ["memorysize' value failed", "memorysize"],
            "Lambda gives this account less memory: ask AWS support for 3,008 MB"
        ),
        (
            [
                "limitexceeded", "limit exceeded", "limit has been", "quota", "maximum number of",
                "exceeded the maximum",
            ],
            "a quota of this account is used up: look for it in Service Quotas, raise it or remove what is not needed"
        ),
        (
            ["expired"],
            "the credentials ended in the middle: sign in again, then run the same command; it goes on"
        ),
        (
            ["fn::select", "nonexistent value at index", "availabilityzone is invalid", "availability zone"],
            "this region offers fewer zones: use --zones 2"
        ),
        (
            ["instance type", "instancetype", "instance family"],
            "name what the region offers: --parameter CpuInstanceTypes=c6i,m6i, or GpuInstanceTypes=g4dn"
        ),
        (
            ["service-linked role", "service linked role", "createservicelinkedrole"],
            "let whoever deploys have iam:CreateServiceLinkedRole: ECS, Batch and Spot make their roles at first use"
        ),
        (
            ["media type", "image manifest"],
            "Lambda takes one plain image: build it with `docker build --provenance=false`, or with podman or buildah and --format docker"
        ),
        (
            ["source image", "image does not exist", "imagenotfound"],
            "push the image first: run `stepsweep deploy` with --image"
        ),
        (
            [
                "optinrequired", "not subscribed", "subscriptionrequired", "pending verification",
                "not able to validate",
            ],
            "AWS has not opened this service to the account yet: wait for its mail, or ask AWS support"
        ),
        (
            ["has dependencies", "dependencyviolation", "has a dependent object", "is in use", "being used by"],
            "something outside the stack uses it: remove that first, then run the same command"
        ),
        (
            ["not empty"], "empty it first; for the bucket: `stepsweep destroy --delete-results`"
        ),
        (
            ["rate exceeded", "throttl"], "AWS was asked too often: run the same command again a little later"
        ),
        (
            ["did not stabilize", "exceeded attempts", "timed out", "internal error", "internalfailure"],
            "AWS did not get ready in time: run the same command again; if it stays, look at https://health.aws.amazon.com"
        ),
        (
            ["email", "e-mail"], "check the address"
        ),
    ]
}
