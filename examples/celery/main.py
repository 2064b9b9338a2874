"""What the rest of the project does with its tasks."""
from celery import group

from tasks import process_message

hello = process_message.delay("hello")
print(hello.get(timeout=30)["text"], hello.status)

later = process_message.apply_async(["in a second"], {"sleep_ms": 10}, countdown=1, priority=5)
print(later.get(timeout=30)["text"])

words = group(process_message.s(word) for word in ("to", "be"))()
print(" ".join(echo["text"] for echo in words.get(timeout=30)))
