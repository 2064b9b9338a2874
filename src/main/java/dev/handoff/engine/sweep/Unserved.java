package dev.handoff.engine.sweep;

import dev.handoff.engine.store.Backlog;

/** Tasks have waited for a while, and no instance runs that serves their type. */
public record Unserved(Backlog backlog) {}
