package dev.handoff.kit.provider;

import java.util.Optional;

/** A service or program that does a piece of the work, on this machine or far away. */
public interface Provider {

    /** The value of the setting that chooses this one. */
    String name();

    /** What has to be done before it can be used; empty if it is ready. Quick, and without a call over the network. */
    Optional<String> missing();
}
