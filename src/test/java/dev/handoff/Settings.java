package dev.handoff;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Reads a configuration as the application does: the same defaults, expressions and converters. */
public final class Settings {

    private static final int HIGHEST_ORDINAL = 1000;
    private static final Map<String, String> HOME = Map.of("user.home", System.getProperty("user.home"));

    private Settings() {}

    public static <C> C of(Class<C> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                // Not those system properties that are settings: an application under test leaves its own behind.
                .withSources(
                        new EnvConfigSource(System.getenv(), EnvConfigSource.ORDINAL),
                        new PropertiesConfigSource(HOME, "the machine's", EnvConfigSource.ORDINAL),
                        new PropertiesConfigSource(values, "the test's", HIGHEST_ORDINAL))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    public static <C> C of(Class<C> mapping) {
        return of(mapping, Map.of());
    }
}
