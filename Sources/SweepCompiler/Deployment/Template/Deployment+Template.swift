public import JSON
internal import SweepModel

extension Deployment {
    /// The largest template that CloudFormation takes with the call itself, in bytes; a larger one goes through S3.
    public static let inlineTemplateBytes = 51_200
    /// The largest template of all, in bytes. Both are hard (CloudFormation user guide, quotas).
    public static let largestTemplateBytes = 1_048_576

    /// The CloudFormation template: equal deployments give equal bytes.
    ///
    /// It is deployed twice. Without `ImageUri` it makes everything that needs no image, the repository included; with
    /// it, the definitions and the reducer too.
    public var template: JSON {
        [
            "AWSTemplateFormatVersion": "2010-09-09",
            "Description": .string(
                "StepSweep: " + lanes.map(\.rawValue).joined(separator: ", ")
                    + ". Deploy with CAPABILITY_IAM; first without ImageUri, then with the pushed image."),
            "Parameters": .object(parameters),
            "Conditions": .object(conditions),
            "Resources": .object(resources.mapValues(\.json)),
            "Outputs": .object(StackOutputs(deployment: self).outputs),
        ]
    }

    private var resources: [String: Resource] {
        let groups = [
            StorageResources(deployment: self).resources, LogResources(deployment: self).resources,
            ReducerResources().resources, ScheduleResources().resources,
            NetworkResources(network: network).resources, HostResources(deployment: self).resources,
            FargateResources(deployment: self).resources, AlarmResources(deployment: self).resources,
            StartResources(deployment: self).resources, ServingResources(deployment: self).resources,
            roles.mapValues(\.resource),
            DataPolicies(deployment: self).resources,
        ]
        return groups.reduce(into: [:]) { all, group in all.merge(group) { first, _ in first } }
    }

    private var parameters: [String: JSON] {
        var parameters: [String: JSON] = [
            TemplateParameter.imageURI: Self.image(
                "The image of worker and reducer, in this stack's repository, best by digest. Empty until it is pushed."
            ),
            TemplateParameter.readableData: Self.arns(
                "ARNs of objects in S3 that workers may read, folders with /* at the end.",
                pattern: "arn:aws[a-z-]*:s3:::[a-z0-9.-]+/[A-Za-z0-9!_.'()=+@:/-]*[*]?"),
            TemplateParameter.readableDataKeys: Self.arns(
                "ARNs of the KMS keys that such objects are encrypted with.",
                pattern: "arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+"),
        ]
        if hasGPU {
            parameters[TemplateParameter.gpuImageURI] = Self.image(
                "The image of jobs on GPU hosts. Empty: the same as ImageUri.")
            parameters[TemplateParameter.gpuInstanceTypes] = Self.instanceTypes(
                InstanceType.gpuFamilies.joined(separator: ","), "NVIDIA GPU")
        }
        if hasProcessorHosts {
            parameters[TemplateParameter.cpuInstanceTypes] = Self.instanceTypes(
                InstanceType.processorFamilies.joined(separator: ","), "x86-64")
        }
        return parameters
    }

    private var conditions: [String: JSON] {
        var conditions = [
            TemplateParameter.hasImage: Intrinsic.isGiven(TemplateParameter.imageURI),
            TemplateParameter.hasReadableData: Intrinsic.isListGiven(TemplateParameter.readableData),
            TemplateParameter.hasReadableDataKeys: Intrinsic.isListGiven(TemplateParameter.readableDataKeys),
        ]
        if hasGPU { conditions[TemplateParameter.hasGPUImage] = Intrinsic.isGiven(TemplateParameter.gpuImageURI) }
        if !fargateLanes.isEmpty {
            conditions[TemplateParameter.isChina] = ["Fn::Equals": [Intrinsic.ref("AWS::Partition"), "aws-cn"]]
        }
        return conditions
    }

    /// Lambda takes images of the same region's private repositories only.
    private static func image(_ description: String) -> JSON {
        [
            "Type": "String", "Default": "", "Description": .string(description),
            "AllowedPattern":
                "^$|^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?$",
            "ConstraintDescription": "must be an image in a private ECR repository, or empty",
        ]
    }

    private static func arns(_ description: String, pattern: String) -> JSON {
        [
            "Type": "CommaDelimitedList", "Default": "", "Description": .string(description),
            "AllowedPattern": .string("^$|^\(pattern)$"),
        ]
    }

    private static func instanceTypes(_ families: String, _ kind: String) -> JSON {
        [
            "Type": "CommaDelimitedList", "Default": .string(families),
            "Description": .string(
                "\(kind) instance types or families that Batch may start; leave out what the region does not offer."),
            "AllowedPattern": "^[a-z0-9][a-z0-9-]*(\\.[a-z0-9-]+)?$",
            "ConstraintDescription": "must be instance types or families such as c7i.large or c7i, separated by commas",
        ]
    }
}
