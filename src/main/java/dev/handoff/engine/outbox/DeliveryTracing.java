package dev.handoff.engine.outbox;

import dev.handoff.engine.store.StoredEvent;
import java.util.concurrent.Callable;

/** Ties deliveries to the traces of their publishers. The outbox knows no tracer; this is all it needs of one. */
public interface DeliveryTracing {

    /** Runs a delivery within a span of its own. Never throws anything of its own. */
    <T> T trace(StoredEvent event, String subscriber, Callable<T> delivery) throws Exception;
}
