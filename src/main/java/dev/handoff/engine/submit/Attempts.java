package dev.handoff.engine.submit;

import dev.handoff.engine.dispatch.Claimed;
import dev.handoff.engine.store.Claim;

/**
 * Where claims become attempts. The room that runs tasks provides it: submitting begins tasks, and needn't know what running
 * them takes.
 */
public interface Attempts {

    /** The attempt of this claim, for the caller to run. */
    Claimed of(Claim claim);
}
