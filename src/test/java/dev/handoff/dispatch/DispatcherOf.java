package dev.handoff.dispatch;

import java.util.List;

/** Lets tests of other packages ring over a route of theirs. */
public final class DispatcherOf {

    private DispatcherOf() {}

    /** With no other route. */
    public static Dispatcher route(Route route) {
        return new Dispatcher(List.of(route), new Heard());
    }
}
