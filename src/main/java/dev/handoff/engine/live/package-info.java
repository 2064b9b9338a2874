/**
 * Brings what happens to people who look on, as it happens, from every instance. Telling is a hint: the task's row is the truth.
 *
 * <pre>
 *   TaskEvent ──► TaskNews ──┐                                                    ┌──► Following ──► Listener
 *                            ├──► Teller ──► NewsLog (live_news) ──► Live (reads) ┼──► Following ──► Listener
 *   TaskRun ──► Announcer ───┤      in batches, on its own thread      ▲          └──► …
 *   Followed ► Reconciler ───┘              └──► Hints ──► Wire ───────┘
 * </pre>
 *
 * <p>For those who bring it further:
 *
 * <pre>
 *   Following Live.follow(Listener)               what is told from now on
 *   Following Live.follow(long after, Listener)   what was told since then, then as above; or Listener.reset
 *   Listener: hear(List&lt;News&gt;), hearEarlier(List&lt;News&gt;), reset(long position)
 *   Following: position(), close()
 *   News(id, at, event, subject, Optional&lt;OfTask(id, type, attempt)&gt; task, Optional&lt;GroupId&gt; group, dataJson)
 *   Stage.of(News), Stage.of(TaskState, attempt), isBefore: whether news are older than the state that is known
 *   Follow Followed.task(TaskId, TaskState, attempt), Followed.group(GroupId): what is told though no news tell it
 *   Catalogue.all(): List&lt;Kind(name, description, data, types, step)&gt;, Catalogue.schema(Kind)
 *   TaskChange, GroupChange: the data of task.… and group.…
 *   Hints.isConnected(), Live.listeners(), LiveEvent: for telemetry
 * </pre>
 *
 * <p>A view that is right begins with {@code Live.follow}, reads the state then, shows it, says to {@code Followed} what it has
 * shown, and then shows what was heard, without the news that are older than the state. Nothing falls between the two: news are
 * told after their facts are stored, and a change that no news tell, because the process that should have has died or didn't
 * know yet that somebody looks on, is found in the rows within a few seconds, and told.
 *
 * <p>The log is a table. Ids are in the order of commits, so an instance that reads beyond the last id it knows misses nothing
 * and hears each once; they increase across restarts. The wire between instances (PostgreSQL's notifications, or Redis) carries
 * only that there is something new. What it loses costs a second, since who listens reads the log each second as well.
 *
 * <p>While nobody looks on, nothing is written, read or made into JSON. Instances that listen say so over the wire and in the
 * roster, which each signs anyway, and are heeded for a time after they were last heard of. When listening begins after nobody
 * did, the log gets a gap, and who resumes across a gap, or after an hour, or after a restart of the database, which may have
 * forgotten its last moment, is told to look at the state.
 *
 * <p>Knows the store, and no other room of the engine.
 */
package dev.handoff.engine.live;
