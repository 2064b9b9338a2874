package dev.handoff;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Reads a configuration as the application does: the same defaults, expressions and converters. */
public final class Settings {

    private static final int HIGHEST = 1000;

    private Settings() {}

    public static <C> C of(Class<C> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                // Above system properties, of which other tests may leave some behind.
                .withSources(new PropertiesConfigSource(values, "the test's", HIGHEST))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    public static <C> C of(Class<C> mapping) {
        return of(mapping, Map.of());
    }
}
