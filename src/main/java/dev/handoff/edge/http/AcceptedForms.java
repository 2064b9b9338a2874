package dev.handoff.edge.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Understands what requests accept, before JAX-RS does. */
@ApplicationScoped
class AcceptedForms {

    private static final int BEFORE_OTHERS = 1_000;
    private static final String JSON = "application/json";

    void accept(@Observes Filters filters) {
        filters.register(AcceptedForms::acceptAnswersToo, BEFORE_OTHERS);
    }

    /**
     * A generated client may accept only problem documents, which every operation's description names as its answer for all
     * but one status. It gets the one of that status as JSON, too.
     */
    private static void acceptAnswersToo(RoutingContext context) {
        var headers = context.request().headers();
        var accepted = String.join(", ", headers.getAll(HttpHeaders.ACCEPT));
        if (accepted.contains(Problem.MEDIA_TYPE)) {
            headers.set(HttpHeaders.ACCEPT, accepted + ", " + JSON);
        }
        context.next();
    }
}
