package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person asks to be done to all tasks that match.
 *
 * @param action such as {@code CANCEL}
 * @param filterJson which tasks
 * @param rate how many tasks each second; empty for as many as can be
 * @param actor who asks, and why
 */
public record BulkOrder(UUID id, String action, String filterJson, Optional<Integer> rate, Actor actor) {}
