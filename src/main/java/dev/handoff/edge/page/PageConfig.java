package dev.handoff.edge.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The web page for people. */
@ConfigMapping(prefix = "handoff.page")
public interface PageConfig {

    /**
     * {@code HANDOFF_PAGE}: {@code on}; {@code read-only} shows everything and offers nothing that changes something; with
     * {@code off} there is none. What a caller may do is the API's to decide, in every mode.
     */
    @WithDefault("${HANDOFF_PAGE:on}")
    Mode mode();

    enum Mode {
        ON,
        READ_ONLY,
        OFF
    }
}
