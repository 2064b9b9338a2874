package dev.handoff.engine.dispatch;

import dev.handoff.engine.dispatch.DispatchFailed.Stage;
import dev.handoff.kit.net.Authority;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where functions are. */
public final class BaseUrl {

    private BaseUrl() {}

    /**
     * The URL without slashes at its end.
     *
     * @param variable whose value it is
     * @throws DispatchMisconfigured if it is absent or no http or https URL of a server
     */
    public static String of(String variable, Optional<String> value) {
        var text = value.orElseThrow(() -> new DispatchMisconfigured(
                Stage.BASE_URL,
                variable + " is not set; set it to where the functions are, such as https://api.example.com"));
        if (!isWeb(text)) {
            throw new DispatchMisconfigured(
                    Stage.BASE_URL, variable + " must be a URL such as https://api.example.com, was " + text);
        }
        return text.replaceFirst("/+$", "");
    }

    private static boolean isWeb(String text) {
        try {
            var uri = new URI(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && Authority.of(uri).filter(it -> it.account().isEmpty()).isPresent()
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
