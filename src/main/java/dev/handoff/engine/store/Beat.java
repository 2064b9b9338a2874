package dev.handoff.engine.store;

import dev.handoff.task.TaskRef;
import java.util.Optional;

/** A sign of life of a running attempt. */
public record Beat(TaskRef task, Optional<Progress> progress) {}
