package dev.handoff.engine.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How long what has ended is kept in the database. 0 keeps it for ever.
 *
 * <p>The dedupe key of a pruned task is free again: a submission with it is a new task, and so is an
 * {@code Idempotency-Key} or the name of a Cloud Task that comes once more. The same goes for the id of a pruned event.
 * Where an event or a running task would submit a task once more, its row is kept for longer, see
 * {@link dev.handoff.engine.store.Pruning.TaskAges}. A message that a broker gives out only after its event and its tasks are
 * pruned is handled as a new one.
 */
@ConfigMapping(prefix = "handoff.prune")
public interface PruneConfig {

    /** How long a task is kept after it has succeeded. Defaults to 30 days. */
    @WithDefault("30d")
    Duration succeeded();

    /** How long a task is kept after it was cancelled. Defaults to 30 days. */
    @WithDefault("30d")
    Duration cancelled();

    /**
     * How long a dead task can be looked at and put back into the queue. An open group that nobody seals ends after as long
     * without any change, unless the task that has made it is still there to go on. Defaults to 90 days.
     */
    @WithDefault("90d")
    Duration dead();

    /**
     * How long a published event can be replayed. Defaults to 30 days, as long as the tasks that it set off are kept: what
     * a subscriber got wrong is often noticed when a result is missed.
     */
    @WithDefault("30d")
    Duration publishedEvents();

    /** How long a dead event can be replayed. Defaults to 90 days. */
    @WithDefault("90d")
    Duration deadEvents();

    /** How often it is looked for what has become too old. Defaults to 5 min. */
    @WithDefault("5m")
    Duration every();
}
