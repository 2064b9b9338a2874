// Our own client says what the server's documents say: this compiles only if its types are those that are made of them.
import type { components } from "./handoff.js";
import type { components as live } from "./live.js";
import type {
  EventData,
  GroupChange,
  HandoffEvent,
  Progress,
  TaskChange,
  TaskState,
  TaskStatus,
  TaskWords,
  Ticket,
} from "./library/handoff.js";

type Schemas = components["schemas"];
type Messages = live["schemas"];
type Envelopes = { [T in keyof EventData]: HandoffEvent<EventData[T], T> };

// What is null in a document is left out by the server.
type Said<T> = T extends object ? { [K in keyof T]: Said<Exclude<T[K], null>> } : T;

type Within<A, B> = [A] extends [B] ? true : false;
type Both<A, B> = [Within<A, B>, Within<B, A>] extends [true, true] ? true : false;

/** Neither has a field that the other lacks, and each fits where the other does. */
type Same<Ours, Theirs> = [Both<keyof Ours, keyof Theirs>, Both<Said<Ours>, Said<Theirs>>] extends [true, true] ? true : false;

const same: {
  progress: Same<Progress, NonNullable<Schemas["TaskStatus"]["progress"]>>;
  state: Both<TaskState, Schemas["TaskState"]>;
  status: Same<TaskStatus, Schemas["TaskStatus"]>;
  taskWords: Same<TaskWords, Schemas["Task"]>;
  ticket: Same<Ticket, Schemas["Ticket"]>;
  change: Same<TaskChange, Messages["task.started"]["data"]>;
  groupChange: Same<GroupChange, Messages["group.completed"]["data"]>;
  envelopes: { [T in keyof EventData]: Same<Envelopes[T], Messages[T]> };
} = {
  progress: true,
  state: true,
  status: true,
  taskWords: true,
  ticket: true,
  change: true,
  groupChange: true,
  envelopes: {
    "task.state": true,
    "task.queued": true,
    "task.started": true,
    "task.progress": true,
    "task.retrying": true,
    "task.revived": true,
    "task.succeeded": true,
    "task.dead": true,
    "task.cancelled": true,
    "group.progress": true,
    "group.completed": true,
    "group.failed": true,
    "group.cancelled": true,
  },
};
export default same;
