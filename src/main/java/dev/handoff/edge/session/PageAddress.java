package dev.handoff.edge.session;

import dev.handoff.edge.http.BadRequest;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;

/**
 * Where browsers find the page.
 *
 * @param uri ends in a slash
 */
record PageAddress(URI uri) {

    /**
     * As the settings say, or else as the browser has asked. Nobody but the browser's own person can have it ask for another host,
     * and the provider only knows addresses that were registered.
     */
    static PageAddress of(Optional<String> set, HttpServerRequest request) {
        return new PageAddress(URI.create(set.orElseGet(() -> asked(request))));
    }

    private static String asked(HttpServerRequest request) {
        var host = request.authority();
        if (host == null) {
            throw new BadRequest("Host", "must be a name or an address");
        }
        return request.scheme() + "://" + host + "/";
    }

    /** Where the provider sends people back to. */
    URI callback() {
        return uri.resolve("login/oidc/callback");
    }

    /** @param name what follows the # */
    URI screen(String name) {
        return URI.create(uri + "#" + name);
    }

    boolean isEncrypted() {
        return "https".equals(uri.getScheme());
    }
}
