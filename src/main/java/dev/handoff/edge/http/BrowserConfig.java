package dev.handoff.edge.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Which web pages may call. */
@ConfigMapping(prefix = "handoff.browser")
public interface BrowserConfig {

    /**
     * {@code HANDOFF_ORIGINS}: the web pages of other servers that may call and open WebSockets, by their origins, such as
     * {@code https://app.example.com,https://admin.example.com}. Empty for none; outside of production pages of this machine
     * may as well.
     */
    @WithDefault("${HANDOFF_ORIGINS:}")
    Optional<Set<String>> origins();
}
