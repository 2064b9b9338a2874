"""A project that uses TaskIQ over NATS, as it was before Handoff: pip install taskiq taskiq-nats. Its worker was: taskiq worker producer:broker"""
import asyncio
import os

from taskiq_nats import PullBasedJetStreamBroker

broker = PullBasedJetStreamBroker(
    servers=os.environ.get("TASKIQ_NATS_SERVERS", "nats://localhost:4222").split(","),
    subject=os.environ.get("TASKIQ_NATS_QUEUE", "taskiq_tasks"),
)


@broker.task(task_name="process_message")
async def process_message(text: str, sleep_ms: int = 0) -> dict:
    await asyncio.sleep(sleep_ms / 1000)
    return {"text": text}


async def main() -> None:
    await broker.startup()
    first = await process_message.kiq("hello", sleep_ms=10)
    later = await process_message.kicker().with_labels(delay=5, priority=10).kiq("in five seconds")
    print(first.task_id, later.task_id)
    await broker.shutdown()


if __name__ == "__main__":
    asyncio.run(main())
