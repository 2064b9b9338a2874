"""Submits a task, waits for its result, and handles a refusal, by a client that is made of the server's OpenAPI document."""

import sys
import time

import handoff_client
from handoff_client import Task, TaskState
from handoff_client.api import tasks_api
from handoff_client.models.submit_tasks_request import SubmitTasksRequest

configuration = handoff_client.Configuration(host=sys.argv[1])
with handoff_client.ApiClient(configuration) as client:
    tasks = tasks_api.TasksApi(client)

    ticket = tasks.submit_tasks(SubmitTasksRequest(Task(type="process-message", input={"text": "hello"})))
    task_id = ticket.actual_instance.task_id

    status = tasks.get_task_status(task_id)
    while status.status in (TaskState.QUEUED, TaskState.RUNNING):
        time.sleep(0.1)
        status = tasks.get_task_status(task_id)
    print(status.status.value, status.result is not None)

    newest = tasks.list_tasks(type="process-message", limit=1).tasks[0]
    print(newest.task_id == task_id, newest.state.value, newest.created_at.year > 2000)

    try:
        tasks.submit_tasks(SubmitTasksRequest(Task(type="process-message", input={})))
    except handoff_client.ApiException as refused:
        print(refused.status, refused.data.type, refused.data.errors[0].var_field)
