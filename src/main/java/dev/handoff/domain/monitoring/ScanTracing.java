package dev.handoff.domain.monitoring;

import java.util.concurrent.Callable;

/** Gives the work on a batch a span. It is all that this package needs of a tracer. */
public interface ScanTracing {

    /** Does the work within a span. Exceptions of the work are passed on. */
    <T> T trace(String scan, Callable<T> work) throws Exception;
}
