package dev.handoff.engine.dispatch;

/** The headers by which routes that reach a function over HTTP talk to its endpoint, {@code POST /api/tasks/{type}}. */
public final class FunctionCall {

    /** The id of the stored task that the call is a doorbell for. */
    public static final String TASK = "X-Handoff-Task";

    /** How many seconds the caller waits at most: an attempt that gets further is put back by then. */
    public static final String BUDGET = "X-Handoff-Budget";

    /** The secret of {@link TasksAuth}. */
    public static final String AUTH = "X-Tasks-Auth";

    /** The W3C trace context of who rings; absent if that isn't traced. */
    public static final String TRACE = "traceparent";

    private FunctionCall() {}

    /** The function's path. */
    public static String path(String type) {
        return "/api/tasks/" + type;
    }
}
