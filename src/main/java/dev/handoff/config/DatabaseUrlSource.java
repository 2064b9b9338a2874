package dev.handoff.config;

import dev.handoff.postgres.DatabaseUrl;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.EnvConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Says {@code DATABASE_URL} in the words of Quarkus, for both of its drivers. */
public final class DatabaseUrlSource implements ConfigSourceFactory {

    /** The variable's name. */
    public static final String VARIABLE = "DATABASE_URL";

    // Above application.properties; below the environment, where somebody may set one of Quarkus's own properties.
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var value = context.getValue(VARIABLE);
        // To the letter: a dollar in a password begins no expression.
        if (value == null || value.getRawValue() == null || value.getRawValue().isBlank()) {
            return List.of();
        }
        // Of this class, because Quarkus writes what it finds in any other into the program that it builds.
        return List.of(new EnvConfigSource(variables(parsed(value.getRawValue())), ORDINAL));
    }

    private static DatabaseUrl parsed(String text) {
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(VARIABLE + " " + e.getMessage());
        }
    }

    private static Map<String, String> variables(DatabaseUrl url) {
        var variables = new HashMap<String, String>();
        variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", escaped(url.reactive()));
        variables.put("QUARKUS_DATASOURCE_JDBC_URL", escaped(url.jdbc()));
        variables.put("QUARKUS_DATASOURCE_USERNAME", escaped(url.user()));
        url.password().ifPresent(word -> variables.put("QUARKUS_DATASOURCE_PASSWORD", escaped(word)));
        return variables;
    }

    /** So that it is the same to the letter when it is asked for. */
    private static String escaped(String value) {
        return value.replace("$", "\\$");
    }
}
