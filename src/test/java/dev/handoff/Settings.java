package dev.handoff;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Reads a configuration as the application does: the same defaults, expressions and converters. */
public final class Settings {

    private Settings() {}

    public static <C> C of(Class<C> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    public static <C> C of(Class<C> mapping) {
        return of(mapping, Map.of());
    }
}
