"""Which IAM actions a call needs, and on which resources. Source: AWS's service authorization reference."""

from dataclasses import dataclass, field
from typing import Any

from callers import ACCOUNT

# Operations whose IAM action has another name, or another prefix than the service's.
S3_ACTIONS = {
    "ListObjectsV2": "ListBucket", "ListObjects": "ListBucket", "HeadBucket": "ListBucket", "HeadObject": "GetObject",
    "GetObjectAttributes": "GetObject", "CreateMultipartUpload": "PutObject", "UploadPart": "PutObject",
    "CompleteMultipartUpload": "PutObject", "ListParts": "ListMultipartUploadParts",
    "ListMultipartUploads": "ListBucketMultipartUploads", "DeleteObjects": "DeleteObject", "ListBuckets": "ListAllMyBuckets",
}
PREFIXES = {"stepfunctions": "states", "service-quotas": "servicequotas"}


@dataclass(frozen=True)
class Need:
    """One action on one resource, with what conditions may ask about."""

    action: str
    resource: str
    context: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def json(self) -> dict[str, Any]:
        return {"action": self.action, "resource": self.resource, "context": self.context}


def needs(service: str, operation: str, parameters: dict[str, Any], region: str, has_tags: bool = False) -> list[Need]:
    """`*` stands for a resource that IAM doesn't check for this action, or that the rig can't derive."""
    if service == "s3":
        return s3_needs(operation, parameters, has_tags)
    prefix = PREFIXES.get(service, service)

    def arn(resource: str) -> str:
        return resource if resource.startswith("arn:") else f"arn:aws:{prefix}:{region}:{ACCOUNT}:{resource}"

    def need(resource: str, action: str | None = None, **context: str) -> Need:
        return Need(f"{prefix}:{action or operation}", resource, context)

    match (service, operation):
        case ("batch", "SubmitJob"):
            found = [need(arn(name_or_arn(parameters["jobQueue"], "job-queue"))),
                     need(arn(name_or_arn(parameters["jobDefinition"], "job-definition")))]
            return found + ([need(arn("job/new"), "TagResource")] if parameters.get("tags") else [])
        case ("batch", "TerminateJob" | "CancelJob"):
            return [need(arn(f"job/{parameters['jobId']}"))]
        case ("ecs", "RunTask"):
            return [need(arn(f"task-definition/{parameters['taskDefinition'].rpartition('/')[2]}"),
                         **{"ecs:cluster": parameters.get("cluster", "")})]
        case ("lambda", "Invoke"):
            name = parameters["FunctionName"]
            return [need(arn(name if name.startswith("arn:") else f"function:{name}"), "InvokeFunction")]
        case ("logs", _) if "logGroupName" in parameters:
            stream = parameters.get("logStreamName", "")
            return [need(arn(f"log-group:{parameters['logGroupName']}:log-stream:{stream}"))]
        case ("scheduler", _) if "Name" in parameters and operation.endswith("Schedule"):
            passed = [Need("iam:PassRole", parameters["Target"]["RoleArn"])] if operation == "CreateSchedule" else []
            return [need(arn(f"schedule/{parameters.get('GroupName', 'default')}/{parameters['Name']}"))] + passed
        case ("stepfunctions", "CreateStateMachine"):
            machine = arn(f"stateMachine:{parameters['name']}")
            tags = [need(machine, "TagResource")] if parameters.get("tags") else []
            return [need(machine), Need("iam:PassRole", parameters["roleArn"])] + tags
        case ("stepfunctions", _) if "stateMachineArn" in parameters:
            return [need(parameters["stateMachineArn"])]
        case ("stepfunctions", _) if "executionArn" in parameters:
            return [need(parameters["executionArn"])]
    return [need("*")]


def name_or_arn(text: str, kind: str) -> str:
    return text if text.startswith("arn:") else f"{kind}/{text}"


def s3_needs(operation: str, parameters: dict[str, Any], has_tags: bool) -> list[Need]:
    bucket = f"arn:aws:s3:::{parameters.get('Bucket', '*')}"
    action = f"s3:{S3_ACTIONS.get(operation, operation)}"
    if "Key" in parameters:
        found = [Need(action, f"{bucket}/{parameters['Key']}")]
        if has_tags or parameters.get("Tagging"):
            found.append(Need("s3:PutObjectTagging", f"{bucket}/{parameters['Key']}"))
        if operation in ("CopyObject", "UploadPartCopy"):
            found[0] = Need("s3:PutObject", found[0].resource)
            found.append(Need("s3:GetObject", f"arn:aws:s3:::{str(parameters['CopySource']).lstrip('/')}"))
        return found
    if operation == "DeleteObjects":
        return [Need(action, f"{bucket}/{entry['Key']}") for entry in parameters["Delete"]["Objects"]]
    context = {"s3:prefix": parameters["Prefix"]} if parameters.get("Prefix") else {}
    return [Need(action, bucket, context)]
