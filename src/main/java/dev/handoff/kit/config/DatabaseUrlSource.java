package dev.handoff.kit.config;

import dev.handoff.kit.database.embedded.DatabaseUrl;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.EnvConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Says {@code DATABASE_URL} in the words of Quarkus, for both of its drivers. */
public final class DatabaseUrlSource implements ConfigSourceFactory {

    /** The variable's name. */
    public static final String VARIABLE = "DATABASE_URL";

    // Above application.properties; below the environment, where an operator may set one of Quarkus's own properties.
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var value = context.getValue(VARIABLE);
        // To the letter: a dollar in a password begins no expression.
        if (value == null || value.getRawValue() == null || value.getRawValue().isBlank()) {
            return List.of();
        }
        // Of this class, because Quarkus writes what it finds in any other into the program that it builds.
        return List.of(new EnvConfigSource(variables(settings(parsed(value.getRawValue()))), ORDINAL));
    }

    private static DatabaseUrl parsed(String text) {
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(VARIABLE + " " + e.getMessage());
        }
    }

    /** The same by the names of Quarkus's properties. */
    public static Map<String, String> settings(DatabaseUrl url) {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.datasource.reactive.url", escaped(url.reactive()));
        settings.put("quarkus.datasource.jdbc.url", escaped(url.jdbc()));
        settings.put("quarkus.datasource.username", escaped(url.user()));
        url.password().ifPresent(word -> settings.put("quarkus.datasource.password", escaped(word)));
        // JDBC understands the URL's sslmode; the reactive driver understands half of it, and then trusts no
        // certificate.
        if (url.trustsAnyCertificate()) {
            settings.put("quarkus.datasource.reactive.trust-all", "true");
            settings.put("quarkus.datasource.reactive.hostname-verification-algorithm", "NONE");
        }
        return settings;
    }

    private static Map<String, String> variables(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        it -> it.getKey().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), Map.Entry::getValue));
    }

    /** So that it is the same to the letter when it is asked for. */
    private static String escaped(String value) {
        return value.replace("$", "\\$");
    }
}
