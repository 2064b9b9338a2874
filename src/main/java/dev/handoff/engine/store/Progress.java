package dev.handoff.engine.store;

/** How far an attempt is, in a unit of the handler's choice. */
public record Progress(long done, long total) {}
