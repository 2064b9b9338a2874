package dev.handoff;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Tells where tests must all run from where they may do without what a person's machine lacks. */
public final class Gate {

    private Gate() {}

    /** Whether tests must all run. */
    public static boolean isHere() {
        return "true".equals(System.getenv("CI"));
    }

    /**
     * Fails at the gate, and aborts the test elsewhere, if something isn't installed.
     *
     * @param remedy what to do about it
     */
    public static <T> T require(Optional<T> installed, String remedy) {
        if (installed.isEmpty()) {
            if (isHere()) {
                throw new IllegalStateException(remedy);
            }
            Assumptions.abort(remedy);
        }
        return installed.get();
    }
}
