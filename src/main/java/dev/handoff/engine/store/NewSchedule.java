package dev.handoff.engine.store;

/** A schedule to be registered; other ticks than before begin anew. */
public record NewSchedule(String name, String cron, String zone) {}
