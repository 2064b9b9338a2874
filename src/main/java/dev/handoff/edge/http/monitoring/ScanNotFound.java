package dev.handoff.edge.http.monitoring;

/** Nothing was heard of a scan of this id: 404. */
public final class ScanNotFound extends RuntimeException {

    ScanNotFound(String id) {
        super("no scan " + id);
    }
}
