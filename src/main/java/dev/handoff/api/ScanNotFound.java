package dev.handoff.api;

/** Nothing was heard of a scan of this id: 404. */
final class ScanNotFound extends RuntimeException {

    ScanNotFound(String id) {
        super("no scan " + id);
    }
}
