"""The rig's own parts, without a server: what the gateway recognises, what a role allows, which attempt follows."""

import base64
import datetime
import email.message
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import faults
import function_url
from batch_containers import Ending, wants_retry
from clock import is_due
from check_permissions import Stack, check
from operations import Unrecognised, recognise
from permissions import needs
from signatures import Received


def request(method: str, target: str, body: bytes = b"", **headers: str) -> Received:
    message = email.message.Message()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return Received(method, target, message, body)


class Recognition(unittest.TestCase):
    def test_the_operation_of_each_protocol_is_found(self) -> None:
        cases = [
            (request("POST", "/", b'{"executionArn": "arn:aws:states:eu-west-1:123456789012:execution:a:b"}',
                     X_Amz_Target="AWSStepFunctions.DescribeExecution"), "states", "DescribeExecution"),
            (request("POST", "/v1/describejobs", b'{"jobs": ["a"]}'), "batch", "DescribeJobs"),
            (request("POST", "/", b"Action=DescribeStacks&Version=2010-05-15&StackName=a"), "cloudformation", "DescribeStacks"),
            (request("GET", "/bucket?list-type=2&prefix=a%2F"), "s3", "ListObjectsV2"),
            (request("PUT", "/bucket/a/b%20c"), "s3", "PutObject"),
            (request("PUT", "/bucket/a?partNumber=1&uploadId=x"), "s3", "UploadPart"),
            (request("POST", "/bucket/a?uploads"), "s3", "CreateMultipartUpload"),
            (request("PUT", "/bucket/a", x_amz_copy_source="/other/key"), "s3", "CopyObject"),
            (request("POST", "/2015-03-31/functions/f/invocations", b"{}"), "lambda", "Invoke"),
            (request("DELETE", "/schedules/digits-1?groupName=team"), "scheduler", "DeleteSchedule"),
        ]
        for received, service, name in cases:
            with self.subTest(name):
                found = recognise(received, service)
                self.assertEqual((found.name, found.violations), (name, []))

    def test_an_input_that_breaks_its_model_is_told(self) -> None:
        bad = [
            (request("POST", "/v1/submitjob", b'{"jobName": "a", "jobQueue": "q"}'), "batch", "jobDefinition"),
            (request("POST", "/v1/describejobs", b'{"jobs": ["a"], "Jobs": []}'), "batch", "Jobs"),
            (request("POST", "/", b"Action=DescribeStacks&Version=2010-05-15&Stack=a"), "cloudformation", "Stack"),
            (request("POST", "/", b'{"name": "a"}', X_Amz_Target="AWSStepFunctions.StartExecution"), "states", "stateMachineArn"),
            (request("PUT", "/bucket/a", x_amz_storage_class="COLD"), "s3", "COLD"),
        ]
        for received, service, part in bad:
            with self.subTest(part):
                self.assertIn(part, " ".join(recognise(received, service).violations))

    def test_a_path_of_no_operation_is_unrecognised(self) -> None:
        with self.assertRaises(Unrecognised):
            recognise(request("POST", "/v1/nothing"), "batch")


class Permissions(unittest.TestCase):
    TEMPLATE = {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {}}, "WorkerRole": {
        "Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [
            {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": [{"Fn::Sub": "${Bucket.Arn}/sweeps/*"}]},
            {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": {"Fn::GetAtt": ["Bucket", "Arn"]},
             "Condition": {"StringLike": {"s3:prefix": ["sweeps/*"]}}}]}}]}}}}
    RESOURCES = [{"StackName": "s", "StackId": "i", "LogicalResourceId": "Bucket", "PhysicalResourceId": "b",
                  "ResourceType": "AWS::S3::Bucket"}]

    def lacking(self, operation: str, **parameters: str) -> list[str]:
        found = [need.json for need in needs("s3", operation, {"Bucket": "b", **parameters}, "eu-west-1")]
        return check(Stack(self.TEMPLATE, self.RESOURCES, "eu-west-1"), [{"caller": "worker", "needs": found}])[0]

    def test_what_a_statement_allows_is_allowed(self) -> None:
        self.assertEqual(self.lacking("GetObject", Key="sweeps/a"), [])
        self.assertEqual(self.lacking("ListObjectsV2", Prefix="sweeps/a"), [])

    def test_another_action_resource_or_condition_is_lacking(self) -> None:
        self.assertEqual(self.lacking("PutObject", Key="sweeps/a"), ["WorkerRole lacks s3:PutObject on arn:aws:s3:::b/sweeps/a"])
        self.assertEqual(self.lacking("GetObject", Key="data/a"), ["WorkerRole lacks s3:GetObject on arn:aws:s3:::b/data/a"])
        self.assertEqual(self.lacking("ListObjectsV2", Prefix="data/"), ["WorkerRole lacks s3:ListBucket on arn:aws:s3:::b"])


class Attempts(unittest.TestCase):
    RULES = {"evaluateOnExit": [{"onStatusReason": "Host EC2*", "action": "RETRY"}, {"onExitCode": "75", "action": "retry"},
                                {"onReason": "*", "action": "EXIT"}]}

    def test_the_first_rule_that_matches_decides(self) -> None:
        self.assertTrue(wants_retry(self.RULES, Ending(137, "Host EC2 (instance i-0) terminated.")))
        self.assertTrue(wants_retry(self.RULES, Ending(75, "Essential container in task exited")))
        self.assertFalse(wants_retry(self.RULES, Ending(1, "Essential container in task exited")))

    def test_without_a_rule_batch_tries_again(self) -> None:
        self.assertTrue(wants_retry({}, Ending(1, "Essential container in task exited")))


class Schedules(unittest.TestCase):
    def test_a_schedule_is_due_until_its_end(self) -> None:
        end = datetime.datetime.fromtimestamp(1_000, datetime.timezone.utc)
        schedule = {"ScheduleExpression": "rate(1 minute)", "State": "ENABLED", "EndDate": end}
        self.assertTrue(is_due(schedule, 999))
        self.assertFalse(is_due(schedule, 1_000))
        self.assertFalse(is_due(schedule | {"State": "DISABLED"}, 999))

    def test_whose_schedule_it_is_decides(self) -> None:
        found = needs("scheduler", "DeleteSchedule", {"Name": "digits-1", "GroupName": "team"}, "eu-west-1")
        self.assertEqual([(need.action, need.resource) for need in found],
                         [("scheduler:DeleteSchedule", "arn:aws:scheduler:eu-west-1:123456789012:schedule/team/digits-1")])


class Addresses(unittest.TestCase):
    def test_a_request_becomes_an_event_and_the_answer_a_response(self) -> None:
        received = request("POST", "/_url/rig-http-start/a?b=c", "größe: 1".encode(), Content_Type="application/x-www-form-urlencoded")
        name, path = function_url.parts(received)
        self.assertEqual((name, path), ("rig-http-start", "/a"))
        event = json.loads(function_url.event(received, path, {"accountId": "1", "userArn": "arn"}))
        self.assertTrue(event["isBase64Encoded"])
        self.assertEqual(base64.b64decode(event["body"]).decode(), "größe: 1")
        self.assertEqual((event["rawPath"], event["rawQueryString"]), ("/a", "b=c"))
        answer = function_url.response(b'{"statusCode": 202, "headers": {"A": "b"}, "body": "x"}', failed=False)
        self.assertEqual((answer.status, answer.headers, answer.body), (202, {"A": "b"}, b"x"))

    def test_what_is_no_answer_is_a_bad_gateway(self) -> None:
        for body in (b"", b"3", b"[]", b"{}", b'{"statusCode": "202"}'):
            self.assertEqual(function_url.response(body, failed=False).status, 502)
        self.assertEqual(function_url.response(b'{"statusCode": 202}', failed=True).status, 502)


class Drawing(unittest.TestCase):
    def test_the_same_seed_draws_the_same_faults(self) -> None:
        def draw() -> list[str | None]:
            made = faults.Faults(faults.FaultRates(throttle=0.05, server_error=0.02, cut=0.01, seed=3))
            return [made.draw() for _ in range(500)]
        self.assertEqual(draw(), draw())
        self.assertIn("throttle", draw())


if __name__ == "__main__":
    unittest.main()
