package dev.handoff.kit.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the audit log goes back. */
@ConfigMapping(prefix = "handoff.audit")
public interface AuditConfig {

    /**
     * How long an entry of the audit log is kept, at least 30 days. Defaults to 0, which keeps it for ever: unless this is set,
     * entries are only ever added.
     */
    @WithDefault("0")
    AuditAge kept();
}
