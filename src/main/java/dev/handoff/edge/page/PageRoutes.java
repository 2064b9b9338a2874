package dev.handoff.edge.page;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Serves the page's files. They tell nothing about tasks, so they ask for no credentials. */
@ApplicationScoped
class PageRoutes {

    // Nothing from elsewhere, no inline script or style, and no text becomes markup but by lit-html's templates.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
                    + "media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";

    private final PageConfig config;
    private final LoginConfig login;
    private volatile Bundle bundle;

    PageRoutes(PageConfig config, LoginConfig login) {
        this.config = config;
        this.login = login;
    }

    void register(@Observes Router router) {
        if (config.mode() == PageConfig.Mode.OFF) {
            return;
        }
        // Compressing takes a few milliseconds, the first time, for which an event loop need not wait.
        router.get("/").blockingHandler(this::index, false);
        router.get("/page/:version/*").blockingHandler(this::asset, false);
    }

    private void index(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, ASK_EACH_TIME);
        send(context, bundle().index());
    }

    private void asset(RoutingContext context) {
        var version = context.pathParam("version");
        var name = context.normalizedPath().substring(("/page/" + version + "/").length());
        bundle().asset(version, name)
                .ifPresentOrElse(
                        asset -> {
                            context.response().putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
                            send(context, asset);
                        },
                        context::next);
    }

    private void send(RoutingContext context, Bundle.Asset asset) {
        var tag = '"' + bundle().version() + '"';
        var response = context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        // A proxy that compresses marks the tag as weak.
        var known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(tag)) {
            response.setStatusCode(HttpResponseStatus.NOT_MODIFIED.code()).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type());
        var accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            response.end(Buffer.buffer(asset.compressed()));
        } else {
            response.end(Buffer.buffer(asset.plain()));
        }
    }

    private Bundle bundle() {
        if (bundle == null) {
            bundle = Bundle.load(config.mode(), login.issuer().isPresent());
        }
        return bundle;
    }
}
