package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import java.time.Duration;
import java.util.Optional;

/**
 * A group that has just ended by itself.
 *
 * @param state COMPLETED or FAILED
 * @param completion the task to ring for, of a group that is complete
 * @param took since it was created, by the database's clock
 */
public record Settled(GroupId id, GroupState state, Optional<Due> completion, Duration took) {}
