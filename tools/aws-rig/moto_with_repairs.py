"""moto_server 5.2.1 with repairs, each of which names the defect of moto that it mends.

What passes here passes against moto and these repairs, not against AWS. Started by `start`, never by hand:
MOTO_PORT is the gateway's port, because moto's state machines call `http://localhost:$MOTO_PORT`; moto itself listens on `-p`.
"""

import copy
import logging
import os
import sys
import types
from functools import lru_cache
from typing import Any

from moto.core.common_models import CloudFormationModel
from moto.core.config import default_user_config

default_user_config["stepfunctions"] = {"execute_state_machine": True}

import boto3
import botocore.session
import moto.awslambda.models as functions
import moto.batch.models as batch
import moto.cloudformation.models as stacks
import moto.cloudformation.parsing as cloudformation
import moto.cloudformation.responses as stack_responses
import moto.ec2.models as ec2
import moto.ecr.models as ecr
import moto.ecs.models as ecs
import moto.scheduler.models as scheduler
import moto.stepfunctions.models as stepfunctions
import moto.stepfunctions.parser.asl.utils.boto_client as boto_client
import moto.stepfunctions.parser.backend.execution as execution
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionError, HTTPClientError
from moto.core.common_models import CloudFormationModel
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service import StateTaskService
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_callback import (
    StateTaskServiceCallback)

import batch_containers
import function_url

log = logging.getLogger("rig.moto")


# --- Step Functions ---

def let_machines_start_more_than_once() -> None:
    """StartExecution deep-copies the machine with its backend and its running executions, whose locks can't be copied."""

    def clone(machine: Any, memo: Any) -> Any:
        made = copy.copy(machine)
        made.executions = []
        return made

    stepfunctions.StateMachine.__deepcopy__ = clone


def translate_member_names() -> None:
    """The functions that turn Step Functions' PascalCase into each service's own names, and back, are empty."""
    session = botocore.session.get_session()

    @lru_cache(None)
    def model(service: str) -> tuple[Any, dict[str, str]]:
        found = session.get_service_model(service)
        return found, {xform_name(name): name for name in found.operation_names}

    def shape(task: Any, service: str | None, action: str | None, which: str) -> Any:
        found, names = model(task._get_boto_service_name(service))
        name = names.get(task._get_boto_service_action(action))
        return getattr(found.operation_model(name), which) if name else None

    def inward(task: Any, parameters: Any, boto_service_name: str | None = None, service_action_name: str | None = None) -> None:
        if (found := shape(task, boto_service_name, service_action_name, "input_shape")) is not None:
            task._to_boto_request(parameters, found)

    def outward(task: Any, response: Any, boto_service_name: str | None = None, service_action_name: str | None = None) -> None:
        if (found := shape(task, boto_service_name, service_action_name, "output_shape")) is not None:
            task._from_boto_response(response, found)

    StateTaskService._normalise_parameters = inward
    StateTaskService._normalise_response = outward


def wait_for_jobs_only() -> None:
    """A `.sync` task also listens for a task token: the second attempt of a Retry ends in a false States.Timeout."""
    original = StateTaskServiceCallback._eval_sync

    def sync_only(task: Any, env: Any, sync_resolver: Any, timeout_seconds: Any, callback_endpoint: Any,
                  heartbeat_endpoint: Any) -> Any:
        return original(task, env=env, sync_resolver=sync_resolver, timeout_seconds=timeout_seconds, callback_endpoint=None,
                        heartbeat_endpoint=None)

    StateTaskServiceCallback._eval_sync = sync_only


def keep_stopped_executions_stopped() -> None:
    """An execution that is stopped within a Map ends FAILED with an AttributeError of moto's own, where AWS says ABORTED."""
    stop, reflect = execution.Execution.stop, execution.BaseExecutionWorkerCommunication._reflect_execution_status

    def stopping(run: Any, stop_date: Any, error: str | None, cause: str | None) -> None:
        run.rig_was_stopped = True
        stop(run, stop_date=stop_date, error=error, cause=cause)

    def reflecting(communication: Any) -> None:
        reflect(communication)
        run = communication.execution
        if getattr(run, "rig_was_stopped", False):
            run.exec_status, run.error, run.cause = execution.ExecutionStatus.ABORTED, None, None

    execution.Execution.stop = stopping
    execution.BaseExecutionWorkerCommunication._reflect_execution_status = reflecting


class PatientClient:
    """Step Functions' own client: it tries again where the connection breaks, as AWS's SDK does.

    What it starts (jobs, tasks, functions) meets throttles and failures as the state machine's Retry must; its polling and its
    reading of objects are tried again, because AWS does neither through calls that a Retry would see.
    """

    STARTS = {"submit_job", "run_task", "invoke", "start_execution"}
    TRIES = 8

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)
        if name.startswith("_") or not isinstance(found, types.MethodType):
            return found

        def patient(*arguments: Any, **named: Any) -> Any:
            for left in reversed(range(self.TRIES)):
                try:
                    return found(*arguments, **named)
                except (ConnectionError, HTTPClientError) as error:
                    if left == 0:
                        raise ClientError({"Error": {"Code": "SdkClientException", "Message": str(error)}, "ResponseMetadata": {
                            "HTTPStatusCode": 0, "RequestId": "none"}}, name) from error
                except ClientError as error:
                    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
                    if left == 0 or name in self.STARTS or not (status >= 500 or "Throttl" in str(error) or "TooMany" in str(error)):
                        raise
        return patient


def sign_the_machines_own_calls() -> None:
    """Calls of state machines carry made-up keys `ak` and `sk`, unchecked: here they carry the machine's, through the gateway."""

    def client(service_name: str, **settings: Any) -> Any:
        settings |= {"aws_access_key_id": os.environ["RIG_STATES_ACCESS_KEY"],
                     "aws_secret_access_key": os.environ["RIG_STATES_SECRET_KEY"],
                     "endpoint_url": f"http://127.0.0.1:{os.environ['MOTO_PORT']}"}
        settings["config"] = Config(parameter_validation=True, retries={"total_max_attempts": 1}, read_timeout=1_000,
                                    s3={"addressing_style": "path"})
        return PatientClient(boto3.client(service_name, **settings))

    boto_client.boto3 = types.SimpleNamespace(client=client)


# --- CloudFormation ---

def do_without_service_role() -> None:
    """A Batch compute environment without ServiceRole is refused, where AWS takes its service-linked role."""
    original = batch.BatchBackend.create_compute_environment

    def create(backend: Any, compute_environment_name: str, _type: str, state: str, compute_resources: Any, service_role: str,
               tags: Any = None) -> Any:
        if not service_role:
            name = "AWSServiceRoleForBatch"
            roles = {role.name: role for role in backend.iam_backend.roles.values()}
            role = roles.get(name) or backend.iam_backend.create_role(name, "{}", "/aws-service-role/batch.amazonaws.com/", None, "",
                                                                      [], 3600)
            service_role = role.arn
        return original(backend, compute_environment_name, _type, state, compute_resources, service_role, tags)

    batch.BatchBackend.create_compute_environment = create


def fill_in_properties(kind: type, **defaults: Any) -> None:
    """moto's resource reads optional properties as if they were required."""
    original = kind.create_from_cloudformation_json.__func__

    def create(cls: type, resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str,
               **named: Any) -> Any:
        document = {**cloudformation_json, "Properties": {**defaults, **cloudformation_json["Properties"]}}
        return original(cls, resource_name, document, account_id, region_name, **named)

    kind.create_from_cloudformation_json = classmethod(create)


def need_no_hosts_at_rest() -> None:
    """Families of instance types (`g6`) that moto has no instance of raise an IndexError, although no vCPU is wanted."""
    original = batch.BatchBackend.find_min_instances_to_meet_vcpus
    batch.BatchBackend.find_min_instances_to_meet_vcpus = staticmethod(
        lambda instance_types, target: original(instance_types, target) if target > 0 else [])


def keep_job_definitions_whole() -> None:
    """A job definition made by CloudFormation loses its time limit, tags and platform, because their keys are misspelt or left out."""
    original = batch.JobDefinition.create_from_cloudformation_json.__func__

    def create(cls: type, resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str,
               **named: Any) -> Any:
        properties = cloudformation_json["Properties"]
        made = original(cls, resource_name, cloudformation_json, account_id, region_name, **named)
        made.timeout = batch.lowercase_first_key(properties.get("Timeout") or {})
        made.platform_capabilities = properties.get("PlatformCapabilities") or ["EC2"]
        made.propagate_tags = properties.get("PropagateTags", False)
        return made

    batch.JobDefinition.create_from_cloudformation_json = classmethod(create)


def keep_functions_whole() -> None:
    """A function made by CloudFormation loses its package type, image configuration, scratch space and log group."""
    original, configuration = functions.LambdaFunction.create_from_cloudformation_json.__func__, functions.LambdaFunction.get_configuration

    def create(cls: type, resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str,
               **named: Any) -> Any:
        properties = cloudformation_json["Properties"]
        made = original(cls, resource_name, cloudformation_json, account_id, region_name, **named)
        made.package_type = properties.get("PackageType", "Zip")
        made.image_config = functions.ImageConfig(properties.get("ImageConfig", {}))
        made.rig_extras = {name: properties[name] for name in ("EphemeralStorage", "LoggingConfig") if name in properties}
        return made

    def whole(function: Any, *arguments: Any, **named: Any) -> dict[str, Any]:
        return configuration(function, *arguments, **named) | getattr(function, "rig_extras", {})

    functions.LambdaFunction.create_from_cloudformation_json = classmethod(create)
    functions.LambdaFunction.get_configuration = whole


class FunctionAddress(CloudFormationModel):
    """CloudFormation knows no AWS::Lambda::Url; this one leads to the gateway."""

    __module__ = functions.__name__  # moto keeps its models by the service that their modules belong to.

    def __init__(self, function: Any, properties: dict[str, Any]) -> None:
        self.function = function
        config = function.create_url_config({"AuthType": properties["AuthType"]})
        config.url = function_url.address(f"http://127.0.0.1:{os.environ['MOTO_PORT']}", function.function_name)

    @property
    def physical_resource_id(self) -> str:
        return self.function.function_arn

    @staticmethod
    def cloudformation_name_type() -> str:
        return ""

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::Lambda::Url"

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr in ("FunctionUrl", "FunctionArn")

    def get_cfn_attribute(self, attribute_name: str) -> str:
        config = self.function.get_url_config().to_dict()
        return config[attribute_name]

    @classmethod
    def create_from_cloudformation_json(cls, resource_name: str, cloudformation_json: dict[str, Any], account_id: str,
                                        region_name: str, **named: Any) -> Any:
        properties = cloudformation_json["Properties"]
        return cls(functions.lambda_backends[account_id][region_name].get_function(properties["TargetFunctionArn"]), properties)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource: Any, new_resource_name: str, cloudformation_json: dict[str, Any],
                                        account_id: str, region_name: str) -> Any:
        return cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)

    def delete(self, account_id: str, region_name: str) -> None:
        self.function.delete_url_config()

    def is_created(self) -> bool:
        return True


class ScheduleGroup(CloudFormationModel):
    """CloudFormation knows no groups of schedules; a class of its models is known by being there."""

    __module__ = "moto.scheduler.models"  # moto keeps its models by their service.

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def physical_resource_id(self) -> str:
        return self.name

    @staticmethod
    def cloudformation_name_type() -> str:
        return "Name"

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::Scheduler::ScheduleGroup"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name: str, cloudformation_json: dict[str, Any], account_id: str,
                                        region_name: str, **named: Any) -> "ScheduleGroup":
        tags = cloudformation_json["Properties"].get("Tags", [])
        scheduler.scheduler_backends[account_id][region_name].create_schedule_group(resource_name, tags)
        return cls(resource_name)

    def is_created(self) -> bool:
        return True


def refuse_schedules_without_a_group() -> None:
    """CreateSchedule in a group that is not there ends with a KeyError."""
    original = scheduler.EventBridgeSchedulerBackend.create_schedule

    def create(backend: Any, *arguments: Any, **named: Any) -> Any:
        backend.get_schedule_group(named["group_name"])
        return original(backend, *arguments, **named)

    scheduler.EventBridgeSchedulerBackend.create_schedule = create


def split_lists_by_default() -> None:
    """The default of a CommaDelimitedList parameter stays one text."""
    original = cloudformation.ResourceMap.load_parameters

    def load(resources: Any) -> None:
        for slot in (resources._template.get("Parameters") or {}).values():
            if slot.get("Type") == "CommaDelimitedList" and isinstance(slot.get("Default"), str):
                slot["Default"] = slot["Default"].split(",")
        original(resources)

    cloudformation.ResourceMap.load_parameters = load


def update_what_moto_forgets() -> None:
    """A stack update replaces each resource whose class can't update by nothing, so that its Ref and its outputs vanish."""
    original = cloudformation.parse_and_update_resource

    def update(logical_id: str, resource_json: Any, resources_map: Any, account_id: str, region_name: str) -> Any:
        existing = resources_map._parsed_resources.get(logical_id)
        if existing is None:
            return resources_map[logical_id]
        if isinstance(existing, functions.LambdaFunction):
            existing.delete(account_id, region_name)
        if isinstance(existing, (batch.JobDefinition, functions.LambdaFunction)):
            return cloudformation.parse_and_create_resource(logical_id, resource_json, resources_map, account_id, region_name)
        updated = original(logical_id, resource_json, resources_map, account_id=account_id, region_name=region_name)
        if updated is None:
            log.warning("the stack's %s stays as it was: moto can't update %s", logical_id, resource_json["Type"])
        return updated or existing

    cloudformation.parse_and_update_resource = update


def carry_change_sets_through() -> None:
    """A change set that is executed leaves the stack's outputs, template and parameters as they were, and it shows no change where
    only a parameter is another."""
    apply = stacks.ChangeSet.apply

    def applied(change_set: Any) -> None:
        apply(change_set)
        stack = change_set.stack
        stack.template, stack.parameters = change_set.template, change_set.parameters
        stack._parse_template()
        stack.output_map = stack._create_output_map()

    def actions(resources: Any, template: dict[str, Any]) -> dict[str, dict[str, dict[str, str]]]:
        found = resources.build_resource_diff(template, resources.rig_new_parameters)
        both = {**resources._resource_json_map, **template["Resources"]}
        return {action: {name: {"LogicalResourceId": name, "ResourceType": both[name]["Type"]} for name in names}
                for action, names in found.items()}

    def diff(change_set: Any) -> Any:
        resources = change_set.stack.resource_map
        resources.rig_new_parameters = change_set.parameters if change_set.change_set_type == "UPDATE" else None
        # A parameter that stood at its default and is now named with that value has not changed.
        resources.input_parameters = {**as_text(resources.resolved_parameters), **resources.input_parameters}
        return original(change_set)

    original = stacks.ChangeSet.diff
    stacks.ChangeSet.apply = applied
    stacks.ChangeSet.diff = diff
    cloudformation.ResourceMap.build_change_set_actions = actions


def let_change_sets_be_empty() -> None:
    """CreateChangeSet refuses an update that changes nothing, where AWS makes a change set that says so."""
    original = stack_responses.CloudFormationResponse.create_change_set

    def create(response: Any) -> Any:
        response._validate_different_update = lambda *arguments, **named: None
        return original(response)

    stack_responses.CloudFormationResponse.create_change_set = create


def as_text(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: ",".join(value) if isinstance(value, list) else value for name, value in parameters.items()}


def tell_lists_as_text() -> None:
    """A CommaDelimitedList parameter is described, and taken over by an update, as a Python list and not as the text that was given."""
    stacks.Stack.stack_parameters = property(lambda stack: as_text(stack.resource_map.resolved_parameters))
    stacks.Stack.parameter_list = property(lambda stack: [
        {"ParameterKey": name, "ParameterValue": value} for name, value in stack.stack_parameters.items()])


def delete_what_moto_leaves() -> None:
    """Deleting a stack leaves its Batch, ECS and network resources behind, or stumbles over them: moto deletes few kinds itself."""
    original = cloudformation.ResourceMap._delete_resource

    def batch_of(account: str, region: str) -> Any:
        return batch.batch_backends[account][region]

    def ec2_of(account: str, region: str) -> Any:
        return ec2.ec2_backends[account][region]

    def definition(made: Any, account: str, region: str) -> None:
        for other in list(batch_of(account, region)._job_definitions.values()):
            if other.name == made.name:
                other.deregister()

    def repository(made: Any, account: str, region: str) -> None:
        ecr.ecr_backends[account][region].delete_repository(made.name, force=True)

    def table(made: Any, account: str, region: str) -> None:
        made._associations.clear()
        ec2_of(account, region).delete_route_table(made.id)

    def gateway(made: Any, account: str, region: str) -> None:
        made.vpc = None
        ec2_of(account, region).delete_internet_gateway(made.id)

    def environment(made: Any, account: str, region: str) -> None:
        batch_of(account, region).delete_compute_environment(made.name)
        ecs.ecs_backends[account][region].clusters.pop(made.ecs_name, None)

    def nothing(made: Any, account: str, region: str) -> None:
        """Goes with what it joins."""

    ways = {
        "ComputeEnvironment": environment,
        "Cluster": lambda made, account, region: ecs.ecs_backends[account][region].clusters.pop(made.name),
        "TaskDefinition": lambda made, account, region: ecs.ecs_backends[account][region].deregister_task_definition(made.arn),
        "JobQueue": lambda made, *place: batch_of(*place).delete_job_queue(made.name),
        "JobDefinition": definition, "Repository": repository, "RouteTable": table, "InternetGateway": gateway,
        "VPCEndPoint": lambda made, *place: ec2_of(*place).vpc_end_points.pop(made.id),
        "ScheduleGroup": lambda made, *place: scheduler.scheduler_backends[place[0]][place[1]].delete_schedule_group(made.name),
        "Route": nothing, "SubnetRouteTableAssociation": nothing, "VPCGatewayAttachment": nothing,
    }

    def delete(resources: Any, parsed_resource: Any, resource_json: dict[str, Any]) -> None:
        way = ways.get(type(parsed_resource).__name__)
        if type(parsed_resource).__name__ == "Repository" and not resource_json["Properties"].get("EmptyOnDelete"):
            way = None
        if way is None:
            return original(resources, parsed_resource, resource_json)
        way(parsed_resource, resources._account_id, resources._region_name)

    cloudformation.ResourceMap._delete_resource = delete


def install_all() -> None:
    let_machines_start_more_than_once()
    translate_member_names()
    wait_for_jobs_only()
    keep_stopped_executions_stopped()
    sign_the_machines_own_calls()
    do_without_service_role()
    fill_in_properties(batch.ComputeEnvironment, ServiceRole="")
    fill_in_properties(batch.JobDefinition, RetryStrategy={})
    need_no_hosts_at_rest()
    keep_job_definitions_whole()
    keep_functions_whole()
    refuse_schedules_without_a_group()
    split_lists_by_default()
    update_what_moto_forgets()
    carry_change_sets_through()
    let_change_sets_be_empty()
    tell_lists_as_text()
    delete_what_moto_leaves()
    batch_containers.install()


class ShortFormatter(logging.Formatter):
    """moto prints whole machines into each line: the beginning and the end tell what happened."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return text if len(text) < 2_500 else f"{text[:400]} … {text[-2_000:]}" if "Traceback" in text else f"{text[:600]} …"


if __name__ == "__main__":
    from moto.server import main

    logging.basicConfig(level=logging.INFO)
    logging.getLogger().handlers[0].setFormatter(ShortFormatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    install_all()
    main(sys.argv[1:])
