package dev.handoff.kit.provider;

import java.util.Optional;

/** Somebody who does a piece of the work, on this machine or far away. */
public interface Provider {

    /** The value of the setting that chooses this one. */
    String name();

    /** What has to be done before it can be used; empty if it is ready. Quick, and asks nobody. */
    Optional<String> missing();
}
