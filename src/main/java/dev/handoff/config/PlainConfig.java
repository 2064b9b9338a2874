package dev.handoff.config;

import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The same settings that Quarkus will find, for what has to be known before it starts. */
public final class PlainConfig {

    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int FILE_ORDINAL = 250;

    private PlainConfig() {}

    /** @throws InvalidSetting if {@code APP_ENV} or {@code DATABASE_URL} can't be used */
    public static SmallRyeConfig of(Map<String, String> environment, Class<?>... mappings) {
        var loader = Thread.currentThread().getContextClassLoader();
        var builder = new SmallRyeConfigBuilder()
                .forClassLoader(loader)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .addSystemSources()
                .withProfile(AppEnv.of(environment.get("APP_ENV")).profile())
                .withSources(new EnvConfigSource(environment, ENVIRONMENT_ORDINAL), file(loader))
                .withSources(new DotEnvConfigSourceProvider().getConfigSources(loader))
                .withSources(new DatabaseUrlSource());
        for (var mapping : mappings) {
            builder.withMapping(mapping);
        }
        return builder.build();
    }

    /** Where everything is kept that has no better place. */
    public static Path data(SmallRyeConfig config) {
        return config.getOptionalValue("HANDOFF_DATA", Path.class)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".handoff"));
    }

    private static PropertiesConfigSource file(ClassLoader loader) {
        try {
            return new PropertiesConfigSource(loader.getResource("application.properties"), FILE_ORDINAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
