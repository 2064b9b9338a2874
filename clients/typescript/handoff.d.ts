/**
 * A client of Handoff for browsers and Node, without dependencies: submits, follows, resumes and cancels.
 *
 * With the key of the API it may do everything; with a scoped token it may follow what the token names.
 */
/** A CloudEvent, as https://github.com/cloudevents/spec describes it. */
export interface HandoffEvent<D = Record<string, unknown>, T extends string = string> {
    specversion: "1.0";
    /** A number that increases: where to resume. */
    id: string;
    source: string;
    /** Such as task.progress, or what a handler announces. */
    type: T;
    /** The id of the task or group, or another object that it is about. */
    subject?: string;
    time: string;
    datacontenttype: "application/json";
    taskid?: string;
    tasktype?: string;
    data: D;
}
/** What is told of all tasks and groups; handlers announce more. */
export interface EventData {
    "task.state": TaskStatus;
    "task.queued": TaskChange;
    "task.started": TaskChange;
    "task.progress": TaskChange;
    "task.retrying": TaskChange;
    "task.revived": TaskChange;
    "task.succeeded": TaskChange;
    "task.dead": TaskChange;
    "task.cancelled": TaskChange;
    "group.progress": GroupChange;
    "group.completed": GroupChange;
    "group.failed": GroupChange;
    "group.cancelled": GroupChange;
}
/** What has happened to a task. */
export interface TaskChange {
    task_id: string;
    type: string;
    state: TaskState;
    attempt: number;
    progress?: Progress;
    error?: string;
    /** Until the next attempt. */
    delay_ms?: number;
    group_id?: string;
}
/** What has happened to a group. */
export interface GroupChange {
    group_id: string;
    state: "OPEN" | "SEALED" | "COMPLETED" | "FAILED" | "CANCELLED";
    completion_task_id?: string;
    /** How many are in which state. */
    members?: {
        queued: number;
        running: number;
        succeeded: number;
        dead: number;
        cancelled: number;
    };
}
export interface Progress {
    done: number;
    total: number;
}
export type TaskState = "QUEUED" | "RUNNING" | "SUCCEEDED" | "DEAD" | "CANCELLED";
/** What `task.state` carries, and `GET /api/tasks/{id}/status` answers. */
export interface TaskStatus<R = unknown> {
    task_id: string;
    type: string;
    status: TaskState;
    result?: R;
    error?: string;
    progress?: Progress;
    attempt: number;
    groups: string[];
}
export interface Ticket {
    task_id: string;
    /** What the route calls the task's doorbell. */
    name?: string;
    state: TaskState;
    route: string;
    duplicate?: boolean;
}
/** What can be said of a new task. */
export interface TaskWords {
    type?: string;
    /** The path of the type's function, instead of the type. */
    path?: string;
    input?: unknown;
    /** Values of the input's first fields in their order, instead of the input. */
    args?: unknown[];
    /** Another word for the input. */
    payload?: unknown;
    run_at?: string;
    priority?: number;
    dedupe_key?: string;
    group?: string;
    /** The id of the task that this one sends again. */
    origin?: string;
}
/** What has to be said of it. */
export type NewTask = TaskWords & ({
    type: string;
} | {
    path: string;
}) & ({
    input: unknown;
} | {
    args: unknown[];
} | {
    payload: unknown;
});
/** What to follow; nothing stands for everything that the caller may follow. */
export interface Wanted {
    task?: string | string[];
    group?: string | string[];
    type?: string | string[];
    /** Names of events, or beginnings with a star: analysis.* */
    name?: string | string[];
    subject?: string | string[];
}
/** A refusal: a problem document (RFC 9457). */
export declare class HandoffProblem extends Error {
    readonly status: number;
    readonly problem: {
        type?: string;
        title?: string;
        detail?: string;
    };
    constructor(status: number, problem: {
        type?: string;
        title?: string;
        detail?: string;
    });
}
export interface Options {
    /** The key of the API, or a scoped token. */
    token?: string;
    /** How long to wait before connecting again, in milliseconds; longer after each failure, up to 30 s. */
    pause?: number;
    /** After how long without a sign of life a stream is opened anew, in milliseconds; the server sends one every 20 s. */
    silence?: number;
}
export declare class Handoff {
    private readonly options;
    private readonly url;
    constructor(url: string, options?: Options);
    /** Submits a task. With a dedupe_key it is safe to call this again. */
    submit(task: NewTask): Promise<Ticket>;
    /** How a task stands. */
    status<R = unknown>(id: string): Promise<TaskStatus<R>>;
    /** Cancels a task; tells whether this changed anything. */
    cancel(id: string, reason?: string): Promise<boolean>;
    /**
     * Follows until the loop is left or the signal aborts, across restarts of the server: each event comes once.
     *
     * @param after the id of the event that was seen last
     */
    follow(wanted: Wanted, signal?: AbortSignal, after?: string): AsyncGenerator<HandoffEvent>;
    /** Follows a task to its end. */
    wait<R = unknown>(id: string, progress?: (done: number, total: number) => void, signal?: AbortSignal): Promise<TaskStatus<R>>;
    private stream;
    private call;
    private request;
}
