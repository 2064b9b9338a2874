/**
 * Brings what happens to people who look on, as it happens, from every instance. Telling is a hint: the task's row is the truth.
 *
 * <pre>
 *   TaskEvent ──► TaskNews ──┐                                                    ┌──► Following ──► Listener
 *                            ├──► Teller ──► NewsLog (live_news) ──► Live (reads) ┼──► Following ──► Listener
 *   TaskRun ──► Announcer ───┘      in batches, on its own thread                 └──► …
 * </pre>
 *
 * <p>For those who bring it further:
 *
 * <pre>
 *   Following Live.follow(Listener)               what is told from now on
 *   Following Live.follow(long after, Listener)   what was told since then, then as above; or Listener.reset
 *   int Live.listeners()
 *   Listener: hear(List&lt;News&gt;), hearEarlier(List&lt;News&gt;), reset(long position)
 *   Following: position(), close()
 *   News(id, at, event, subject, Optional&lt;OfTask(id, type, attempt)&gt; task, Optional&lt;GroupId&gt; group, dataJson)
 *   Stage.of(News), Stage.of(TaskState, attempt), isBefore: whether news are older than the state that is known
 *   Catalogue.all(): List&lt;Kind(name, description, data, types, step)&gt;, Catalogue.schema(Kind)
 *   TaskChange, GroupChange: the data of task.… and group.…
 *   LiveEvent: for telemetry
 * </pre>
 *
 * <p>A view that is right begins with {@code follow}, reads the state then, shows it, and then shows what was heard, without
 * the news that are older than the state. Nothing falls between the two: news are told after their facts are stored.
 *
 * <p>The log is a table. Ids are in the order of commits, so an instance that reads beyond the last id it knows misses nothing
 * and hears each once; they increase across restarts. While nobody looks on, nothing is written, read or made into JSON. When
 * somebody begins to, the log gets a gap, and who resumes across a gap is told to look at the state.
 *
 * <p>Knows the store, and no other room of the engine.
 */
package dev.handoff.engine.live;
