package dev.handoff.edge.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses requests that don't name one host: RFC 9112, section 3.2. A proxy before us may have gone by another name. */
@ApplicationScoped
class HostCheck {

    private static final int BEFORE_ALL_OTHERS = 20_000;

    private final ProblemWriter problems;

    HostCheck(ProblemWriter problems) {
        this.problems = problems;
    }

    void watch(@Observes Filters filters) {
        filters.register(this::refuseSeveral, BEFORE_ALL_OTHERS);
    }

    /** Vert.x refuses requests without a host. The framework's own handler would answer with a stack trace. */
    void watch(@Observes Router router) {
        router.route().order(-BEFORE_ALL_OTHERS).failureHandler(this::refuseNone);
    }

    private void refuseNone(RoutingContext context) {
        boolean early = context.statusCode() == 400 && context.failure() instanceof VertxException;
        if (early) {
            refuse(context, "there must be one Host header with a name or an address");
        } else {
            context.next();
        }
    }

    private void refuseSeveral(RoutingContext context) {
        int hosts = context.request().headers().getAll(HttpHeaders.HOST).size();
        if (hosts > 1) {
            refuse(context, "there must be one Host header, were " + hosts);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context, String detail) {
        problems.write(context, Problem.of(400, "malformed-request", "The request is malformed", detail))
                .subscribe()
                .with(_ -> {}, _ -> {});
    }
}
