package dev.handoff.kit.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Ties statements to the traces of what asked for them. It is all that this package needs of a tracer. */
public interface StatementTracing {

    /** For those who look at no traces. */
    StatementTracing NONE = new StatementTracing() {
        @Override
        public Optional<Origin> origin() {
            return Optional.empty();
        }

        @Override
        public <R> R shared(List<Origin> origins, Supplier<R> work) {
            return work.get();
        }

        @Override
        public <R> R trace(String sql, Supplier<R> statement) {
            return statement.get();
        }
    };

    /** What a thread is doing; a tracer reads its own. */
    interface Origin {}

    /** What the calling thread is doing; empty if nobody records it. */
    Optional<Origin> origin();

    /** Works for all of these in place of what the calling thread is doing. */
    <R> R shared(List<Origin> origins, Supplier<R> work);

    /** Sends the statement for whatever the calling thread works for. */
    <R> R trace(String sql, Supplier<R> statement);
}
