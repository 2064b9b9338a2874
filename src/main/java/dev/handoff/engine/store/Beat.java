package dev.handoff.engine.store;

import java.util.Optional;

/** A sign of life of a running attempt. */
public record Beat(Fence fence, Optional<Progress> progress) {}
