"""A client of Handoff with the standard library alone: submits, follows, resumes and cancels."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request

_MAX_PAUSE = 30.0
_ENDS = ("SUCCEEDED", "DEAD", "CANCELLED")


class Problem(Exception):
    """A refusal: a problem document (RFC 9457)."""

    def __init__(self, status, document):
        super().__init__(document.get("detail") or document.get("title") or f"the server answers {status}")
        self.status = status
        self.document = document


class Handoff:
    """A server.

    token: the key of the API, or a scoped token, which may only follow what it names.
    silence: after how many seconds without a sign of life a stream is opened anew; the server sends one every 20 s.
    pause: how many seconds pass before that; longer after each failure, up to 30.
    """

    def __init__(self, url, token=None, silence=60.0, pause=1.0):
        self._url = url.rstrip("/")
        self._token = token
        self._silence = silence
        self._pause = pause

    def submit(self, type, input, **more):
        """Submits a task and returns its ticket; more: run_at, priority, dedupe_key, group."""
        return self._call("/api/tasks", {"type": type, "input": input, **more})

    def status(self, task):
        """How a task stands, with its result or error."""
        return self._call(f"/api/tasks/{urllib.parse.quote(task, safe='')}/status")

    def cancel(self, task, reason=None):
        """Cancels a task; tells whether this changed anything."""
        body = {} if reason is None else {"reason": reason}
        return self._call(f"/api/tasks/{urllib.parse.quote(task, safe='')}/cancel", body)["cancelled"]

    def follow(self, after=None, **wanted):
        """Yields CloudEvents across restarts of the server, each once.

        wanted: task, group, type, name, subject; a text or a list. Nothing stands for everything that the caller may follow.
        after: the id of the event that was seen last.
        """
        path = "/api/live/events?" + urllib.parse.urlencode(wanted, doseq=True)
        pause = self._pause
        while True:
            try:
                for event in self._stream(path, after):
                    pause = self._pause
                    after = event["id"]
                    yield event
            except Problem as refusal:
                if refusal.status < 500 and refusal.status != 429:
                    raise
            except OSError:
                pass  # The server is away: it is asked again.
            time.sleep(pause)
            pause = min(_MAX_PAUSE, 2 * pause)

    def wait(self, task, progress=lambda done, total: None):
        """Follows a task to its end and returns its status."""
        for event in self.follow(task=task):
            data = event["data"]
            if event["type"].startswith("task.") and (data.get("status") or data.get("state")) in _ENDS:
                return self.status(task)
            if data.get("progress"):
                progress(data["progress"]["done"], data["progress"]["total"])

    def _stream(self, path, after):
        headers = {"Accept": "text/event-stream"}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        data = ""
        with self._open(path, headers=headers, timeout=self._silence) as response:
            for line in response:
                text = line.decode("utf-8").rstrip("\r\n")
                if text.startswith("data:"):
                    data += text[len("data:"):]
                elif not text and data:
                    yield json.loads(data)
                    data = ""

    def _call(self, path, body=None):
        data = None if body is None else json.dumps(body).encode("utf-8")
        headers = {} if body is None else {"Content-Type": "application/json"}
        with self._open(path, data, headers, timeout=30.0) as response:
            return json.load(response)

    def _open(self, path, data=None, headers=None, timeout=30.0):
        request = urllib.request.Request(self._url + path, data, headers or {})
        if self._token:
            request.add_header("Authorization", "Bearer " + self._token)
        try:
            return urllib.request.urlopen(request, timeout=timeout)
        except urllib.error.HTTPError as refusal:
            with refusal:
                try:
                    document = json.load(refusal)
                except ValueError:
                    document = {}
            raise Problem(refusal.code, document) from None
