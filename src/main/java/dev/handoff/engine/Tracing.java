package dev.handoff.engine;

import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Outcome;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ties attempts to the traces of their submitters. The engine knows no tracer; this is all it asks of one. */
public interface Tracing {

    /** The W3C {@code traceparent} of what the current thread is doing; empty outside of any trace. */
    Optional<String> traceparent();

    /** The same for what is only to be linked: empty as well if nothing of the trace is recorded. */
    Optional<String> recorded();

    /** Does it as something that this trace has set off; if that is empty, as a part of what the thread is doing. */
    <T> T after(Optional<String> traceparent, Supplier<T> deed);

    /** The same function, as part of the current trace on any thread. */
    <T, R> Function<T, R> carried(Function<T, R> deed);

    /** Runs an attempt within a span that ends with its outcome. Never throws anything of its own. */
    Outcome trace(Claim claim, Supplier<Outcome> attempt);
}
