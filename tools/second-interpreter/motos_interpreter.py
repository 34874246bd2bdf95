"""moto 5.2.1's interpreter of state machines, in process, with every Task answering from a recording.

Of moto's known defects four touch an execution of ours:

- A `.sync` task also listens for a task token, and a Retry's second attempt then ends in a false States.Timeout; the
  translation of parameter names for Batch and ECS is empty; the mocked services lack exit codes. All three lie behind the
  call of the service, which is replaced as a whole here.
- StartExecution copies the machine with its backend, and a second execution fails. One process walks one execution.

Two more are repaired: S3 is read from a folder, since a local run's bucket is no name that a mocked S3 accepts; and Retry does
not sleep, since the recording already knows how every attempt ended.
"""

import io
import time
from pathlib import Path
from types import SimpleNamespace

from moto.core.config import default_user_config

default_user_config["stepfunctions"] = {"execute_state_machine": True}

import boto3  # noqa: E402
from moto import mock_aws  # noqa: E402
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails  # noqa: E402
from moto.stepfunctions.parser.asl.component.common.error_name.custom_error_name import CustomErrorName  # noqa: E402
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import (  # noqa: E402
    FailureEvent,
    FailureEventException,
)
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName  # noqa: E402
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import (  # noqa: E402
    StatesErrorNameType,
)
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl  # noqa: E402
from moto.stepfunctions.parser.asl.component.state.exec.state_map.item_reader.eval import (  # noqa: E402
    resource_eval_s3 as item_reader,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_map.result_writer.resource_eval import (  # noqa: E402
    resource_eval_s3 as result_writer,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service import (  # noqa: E402
    StateTaskService,
)
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails  # noqa: E402

from recording import Recording  # noqa: E402

REGION = "us-east-1"
ROLE = "arn:aws:iam::123456789012:role/walk"


class FolderAsS3:
    """The two calls of an S3 client that a distributed Map makes, over the store's folder."""

    def __init__(self, root: Path):
        self._root = root

    def get_object(self, Bucket: str, Key: str) -> dict:
        return {"Body": io.BytesIO((self._root / Key).read_bytes())}

    def put_object(self, Bucket: str, Key: str, Body: bytes) -> dict:
        """Nothing reads what ResultWriter wrote, and the store belongs to the recorded run."""
        return {}


def answer_from(recording: Recording, store: Path) -> None:
    """From now on every service task in this process answers from the recording, and S3 is the folder."""

    def evaluate(task: StateTaskService, env) -> None:
        task.resource.eval(env=env)
        env.stack.pop()
        answer = recording.next(task.name, task._eval_parameters(env=env))
        if answer.error is not None:
            raise FailureEventException(_failure(env, task, answer.error, answer.cause))
        env.stack.append(answer.output)

    StateTaskService._eval_execution = evaluate
    for module in (item_reader, result_writer):
        module.ResourceEvalS3._get_s3_client = staticmethod(lambda *_, **__: FolderAsS3(store))
    retrier_decl.time = SimpleNamespace(sleep=lambda seconds: None)


def _failure(env, task: StateTaskService, error: str, cause: str | None) -> FailureEvent:
    try:
        name = StatesErrorName(typ=StatesErrorNameType.from_name(error))
    except ValueError:
        name = CustomErrorName(error_name=error)
    details = TaskFailedEventDetails(
        error=error, cause=cause or "", resource=task._get_sfn_resource(), resourceType=task._get_sfn_resource_type())
    return FailureEvent(env=env, error_name=name, event_type=HistoryEventType.TaskFailed,
                        event_details=EventDetails(taskFailedEventDetails=details))


@mock_aws
def execute(definition: str, execution_input: str, limit_seconds: float) -> dict:
    """Runs the definition to its end and returns DescribeExecution's answer; raises TimeoutError after the limit."""
    states = boto3.client("stepfunctions", region_name=REGION, aws_access_key_id="walk", aws_secret_access_key="walk")
    machine = states.create_state_machine(name="walk", definition=definition, roleArn=ROLE)["stateMachineArn"]
    execution = states.start_execution(name="walk-1", stateMachineArn=machine, input=execution_input)["executionArn"]
    deadline = time.monotonic() + limit_seconds
    while time.monotonic() < deadline:
        found = states.describe_execution(executionArn=execution)
        if found["status"] != "RUNNING":
            return found
        time.sleep(0.02)
    raise TimeoutError(f"moto's interpreter did not end within {limit_seconds} s")
