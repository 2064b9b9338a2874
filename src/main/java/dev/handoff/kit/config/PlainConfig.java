package dev.handoff.kit.config;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.DotEnvConfigSourceProvider;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** The settings that Quarkus will find, for what has to be known before it starts or although it can't. */
public final class PlainConfig {

    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int FILE_ORDINAL = 250;

    private PlainConfig() {}

    /** @throws InvalidSetting if {@code APP_ENV} or {@code DATABASE_URL} can't be used */
    public static SmallRyeConfig of(Map<String, String> environment) {
        return builder(environment).build();
    }

    /**
     * With the values of these interfaces.
     *
     * @throws io.smallrye.config.ConfigValidationException with everything that is wrong with them
     */
    public static SmallRyeConfig checked(Map<String, String> environment, Collection<Class<?>> mappings) {
        var builder = builder(environment);
        mappings.forEach(builder::withMapping);
        return builder.build();
    }

    /** With the defaults of these interfaces; what is set is taken for what it is, right or wrong. */
    public static SmallRyeConfig unchecked(Map<String, String> environment, Collection<Class<?>> mappings) {
        var builder = builder(environment);
        mappings.forEach(mapping ->
                builder.withDefaultValues(ConfigClass.configClass(mapping).getProperties()));
        return builder.build();
    }

    /** The folder for everything that has no better place. */
    public static Path data(SmallRyeConfig config) {
        return config.getOptionalValue("HANDOFF_DATA", Path.class)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".handoff"));
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> environment) {
        var loader = Thread.currentThread().getContextClassLoader();
        return new SmallRyeConfigBuilder()
                .forClassLoader(loader)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .addSystemSources()
                .withProfile(AppEnv.of(environment.get("APP_ENV")).profile())
                .withSources(new EnvConfigSource(environment, ENVIRONMENT_ORDINAL), file(loader))
                .withSources(new DotEnvConfigSourceProvider().getConfigSources(loader))
                .withSources(new DatabaseUrlSource());
    }

    private static PropertiesConfigSource file(ClassLoader loader) {
        try {
            return new PropertiesConfigSource(loader.getResource("application.properties"), FILE_ORDINAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
