"""A project that uses Celery, as it was before Handoff. Its worker was: celery --app tasks worker"""
import os
import time

from celery import Celery

app = Celery("tasks", broker=os.environ.get("CELERY_BROKER_URL", "amqp://localhost//"), backend="rpc://")


@app.task(name="process_message")
def process_message(text, sleep_ms=0):
    time.sleep(sleep_ms / 1000)
    return {"text": text}
