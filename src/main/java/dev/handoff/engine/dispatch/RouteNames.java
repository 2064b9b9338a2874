package dev.handoff.engine.dispatch;

import java.util.List;

/** The names of the routes, as they are stored with tasks, told to submitters and written into {@code HANDOFF_ROUTES}. */
public final class RouteNames {

    public static final String DRY_RUN = "dry-run";
    public static final String CLOUD_TASKS = "cloud-tasks";
    public static final String RABBITMQ = "rabbitmq";
    public static final String NATS = "nats";
    public static final String WORKER = "worker";
    public static final String LOOPBACK = "loopback";
    public static final String LOCAL = "local";

    /** The decision table: the first of these that takes a task gets it. */
    public static final List<String> ORDER = List.of(DRY_RUN, CLOUD_TASKS, RABBITMQ, NATS, WORKER, LOOPBACK, LOCAL);

    private RouteNames() {}
}
