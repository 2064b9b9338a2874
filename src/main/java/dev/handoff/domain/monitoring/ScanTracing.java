package dev.handoff.domain.monitoring;

import java.util.concurrent.Callable;

/** Gives the work on a batch a span. This package knows no tracer; this is all it asks of one. */
public interface ScanTracing {

    /** Does the work within a span that ends with it. Its exceptions pass. */
    <T> T trace(String scan, Callable<T> work) throws Exception;
}
