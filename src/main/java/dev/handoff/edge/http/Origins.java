package dev.handoff.edge.http;

import dev.handoff.engine.dispatch.DispatchConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which web pages may call, by the {@code Origin} that their browsers send: those of this server, and those of the list.
 * Programs send none and are not concerned. A browser lets any page open a WebSocket to anywhere and send simple
 * requests, and only hides the answers; so others are refused before anything happens.
 */
@ApplicationScoped
public class Origins {

    /** Before whatever looks at credentials. */
    private static final int EARLY = 5_000;

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s*,]+");
    private static final Pattern THIS_MACHINE =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private final Set<String> allowed;
    private final boolean production;
    private final ProblemWriter problems;
    private final CorsHandler cors;

    Origins(BrowserConfig config, DispatchConfig dispatch, ProblemWriter problems) {
        this.allowed = config.origins().orElse(Set.of());
        this.production = dispatch.production();
        this.problems = problems;
        this.cors = CorsHandler.create()
                .addOrigins(List.copyOf(allowed))
                .addOriginWithRegex(THIS_MACHINE.pattern())
                .allowedMethods(
                        Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "Authorization",
                        "Content-Type",
                        "Idempotency-Key",
                        "If-Match",
                        "If-None-Match",
                        "Last-Event-ID"))
                .exposedHeaders(Set.of("ETag", "Location", "Retry-After"))
                .maxAgeSeconds(600);
    }

    void check(@Observes StartupEvent start) {
        for (var origin : allowed) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new ConfigurationException(
                        "HANDOFF_ORIGINS names the origins of web pages, such as https://app.example.com, but has "
                                + origin);
            }
        }
    }

    void filter(@Observes Filters filters) {
        filters.register(this::filter, EARLY);
    }

    private void filter(RoutingContext context) {
        var origins = context.request().headers().getAll(HttpHeaders.ORIGIN);
        if (origins.isEmpty()) {
            context.next();
        } else if (origins.size() == 1 && allows(origins.getFirst())) {
            cors.handle(context);
        } else if (areOwn(context.request())) {
            context.next();
        } else {
            var problem = Problem.of(
                    403,
                    "origin-refused",
                    "Pages of this origin may not call",
                    "the page's origin is not listed in HANDOFF_ORIGINS: " + String.join(", ", origins));
            problems.write(context, problem).subscribe().with(_ -> {}, context::fail);
        }
    }

    private boolean allows(String origin) {
        return allowed.contains(origin)
                || !production && THIS_MACHINE.matcher(origin).matches();
    }

    /**
     * Whether the pages that send this request, if it comes from any, are this server's. By the host alone: a proxy may have
     * taken the encryption away, and with it the scheme that the browser used.
     */
    public static boolean areOwn(HttpServerRequest request) {
        var origins = request.headers().getAll(HttpHeaders.ORIGIN);
        var host = request.authority();
        return host == null
                ? origins.isEmpty()
                : origins.stream().allMatch(origin -> origin.replaceFirst("^https?://", "")
                        .equalsIgnoreCase(host.toString()));
    }
}
