package dev.handoff.engine.run;

import dev.handoff.Settings;
import dev.handoff.engine.EngineConfig;

/** Lifecycles for tests without a container. */
public final class LifecycleOf {

    private final Running running = new Running();

    /** Of an instance that takes tasks. */
    public Lifecycle lifecycle() {
        return new Lifecycle(null, running, null, null, null, Settings.of(EngineConfig.class), null);
    }

    /** As if SIGTERM had come. */
    public void drain() {
        running.close();
    }
}
