/**
 * A client of Handoff for browsers and Node, without dependencies: submits, follows, resumes and cancels.
 *
 * With the key of the API it may do everything; with a scoped token it may follow what the token names.
 */
/** A refusal: a problem document (RFC 9457). */
export class HandoffProblem extends Error {
    status;
    problem;
    constructor(status, problem) {
        super(problem.detail ?? problem.title ?? `the server answers ${status}`);
        this.status = status;
        this.problem = problem;
    }
}
const ENDS = ["SUCCEEDED", "DEAD", "CANCELLED"];
const MAX_PAUSE = 30_000;
const SILENCE = 60_000;
export class Handoff {
    options;
    url;
    constructor(url, options = {}) {
        this.options = options;
        this.url = url.replace(/\/+$/, "");
    }
    /** Submits a task. With a dedupe_key it is safe to call this again. */
    submit(task) {
        return this.call("/api/tasks", { method: "POST", body: JSON.stringify(task) });
    }
    /** How a task stands. */
    status(id) {
        return this.call(`/api/tasks/${encodeURIComponent(id)}/status`, {});
    }
    /** Cancels a task; tells whether this changed anything. */
    async cancel(id, reason) {
        const body = JSON.stringify(reason === undefined ? {} : { reason });
        const path = `/api/tasks/${encodeURIComponent(id)}/cancel`;
        return (await this.call(path, { method: "POST", body })).cancelled;
    }
    /**
     * Follows until the loop is left or the signal aborts, across restarts of the server: each event comes once.
     *
     * @param after the id of the event that was seen last
     */
    async *follow(wanted, signal, after = "") {
        const query = new URLSearchParams();
        for (const [name, values] of Object.entries(wanted)) {
            for (const value of Array.isArray(values) ? values : [values]) {
                query.append(name, value);
            }
        }
        let pause = this.options.pause ?? 1000;
        let last = after;
        while (!signal?.aborted) {
            try {
                for await (const event of this.stream(`/api/live/events?${query}`, last, signal)) {
                    pause = this.options.pause ?? 1000;
                    last = event.id;
                    yield event;
                }
            }
            catch (failure) {
                if (failure instanceof HandoffProblem && failure.status < 500 && failure.status !== 429) {
                    throw failure;
                }
            }
            await sleep(pause, signal);
            pause = Math.min(MAX_PAUSE, pause * 2);
        }
    }
    /** Follows a task to its end. */
    async wait(id, progress = () => { }, signal) {
        for await (const event of this.follow({ task: id }, signal)) {
            const data = event.data;
            const state = data.status ?? data.state;
            if (event.type.startsWith("task.") && state !== undefined && ENDS.includes(state)) {
                return this.status(id);
            }
            if (data.progress) {
                progress(data.progress.done, data.progress.total);
            }
        }
        throw new DOMException("the waiting was aborted; the task goes on", "AbortError");
    }
    async *stream(path, last, signal) {
        const headers = { Accept: "text/event-stream" };
        if (last) {
            headers["Last-Event-ID"] = last;
        }
        const response = await this.request(path, { headers, signal: signal ?? null });
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        // The server gives a sign of life three times as often: without one its end of the connection is gone.
        const silence = this.options.silence ?? SILENCE;
        const stop = () => reader.cancel().catch(() => { });
        let guard = setTimeout(stop, silence);
        let rest = "";
        let data = "";
        try {
            for (let part = await reader.read(); !part.done; part = await reader.read()) {
                clearTimeout(guard);
                guard = setTimeout(stop, silence);
                const lines = (rest + part.value).split("\n");
                rest = lines.pop() ?? "";
                for (const line of lines) {
                    if (line.startsWith("data:")) {
                        data += line.slice(5);
                    }
                    else if (line.trim() === "" && data) {
                        yield JSON.parse(data);
                        data = "";
                    }
                }
            }
        }
        finally {
            clearTimeout(guard);
            await stop();
        }
    }
    async call(path, init) {
        return (await (await this.request(path, init)).json());
    }
    async request(path, init) {
        const headers = new Headers(init.headers);
        if (init.body) {
            headers.set("Content-Type", "application/json");
        }
        if (this.options.token) {
            headers.set("Authorization", `Bearer ${this.options.token}`);
        }
        const response = await fetch(this.url + path, { ...init, headers });
        if (!response.ok) {
            throw new HandoffProblem(response.status, await response.json().catch(() => ({})));
        }
        return response;
    }
}
function sleep(milliseconds, signal) {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
    });
}
