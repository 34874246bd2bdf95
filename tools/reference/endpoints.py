"""Write the endpoints that botocore resolves, to which AWSTests' endpoint rules are held. Run by hand; the file is committed.

usage: python tools/reference/endpoints.py    (from the repository's root, after pip install botocore==1.43.11)
"""

import json
from pathlib import Path

import botocore.session

FIXTURE = Path("Tests/AWSTests/Fixtures/endpoints.json")
REGIONS = ["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1",
           "eusc-de-east-1"]
# botocore's name and ours.
SERVICES = {"stepfunctions": "SFN", "batch": "BATCH", "ecs": "ECS", "logs": "CLOUDWATCH_LOGS", "cloudformation": "CLOUDFORMATION", "sts": "STS",
            "ecr": "ECR", "s3": "S3", "ec2": "EC2", "iam": "IAM", "sns": "SNS", "lambda": "LAMBDA", "service-quotas": "SERVICE_QUOTAS",
            "pricing": "PRICING", "budgets": "BUDGETS", "scheduler": "SCHEDULER"}


def main() -> None:
    session = botocore.session.get_session()
    rows = []
    for region in REGIONS:
        for theirs, ours in SERVICES.items():
            if theirs == "budgets" and region not in ("us-east-1", "eu-central-1", "cn-north-1"):
                continue  # Budgets has no endpoint of its own in the other partitions that a sweep would use.
            client = session.create_client(theirs, region_name=region, aws_access_key_id="made", aws_secret_access_key="up")
            url = client.meta.endpoint_url
            if theirs == "s3" and region == "us-east-1":
                url = "https://s3.us-east-1.amazonaws.com"  # botocore keeps an older name there.
            rows.append({"service": ours, "region": region, "url": url})
    FIXTURE.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(f"{len(rows)} endpoints of botocore {botocore.__version__}: {FIXTURE}")


if __name__ == "__main__":
    main()
