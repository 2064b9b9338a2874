package dev.handoff.task;

import java.util.OptionalInt;

/** How many attempts of a type one instance runs at a time. */
public sealed interface Concurrency {

    /** As many as the instance can. */
    record Unlimited() implements Concurrency {}

    /** @param attempts at least 1 */
    record Fixed(int attempts) implements Concurrency {

        public Fixed {
            if (attempts < 1) {
                throw new IllegalArgumentException("concurrency must be at least 1, was " + attempts);
            }
        }
    }

    /** One for each processor of the machine: for work that keeps a processor busy. */
    record OnePerProcessor() implements Concurrency {}

    /**
     * The number on this machine; empty for no limit. It is asked for anew each time, since the constant that holds the
     * policy may have been made on the machine that built the executable.
     */
    default OptionalInt limit() {
        return switch (this) {
            case Unlimited() -> OptionalInt.empty();
            case Fixed(int attempts) -> OptionalInt.of(attempts);
            case OnePerProcessor() -> OptionalInt.of(Runtime.getRuntime().availableProcessors());
        };
    }
}
