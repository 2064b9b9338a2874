package dev.handoff.config;

import dev.handoff.postgres.DatabaseUrl;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
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
        if (value == null || value.getValue() == null || value.getValue().isBlank()) {
            return List.of();
        }
        return List.of(new PropertiesConfigSource(properties(parsed(value.getValue())), VARIABLE, ORDINAL));
    }

    private static DatabaseUrl parsed(String text) {
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(VARIABLE + " " + e.getMessage());
        }
    }

    private static Map<String, String> properties(DatabaseUrl url) {
        var properties = new HashMap<String, String>();
        properties.put("quarkus.datasource.reactive.url", escaped(url.reactive()));
        properties.put("quarkus.datasource.jdbc.url", escaped(url.jdbc()));
        properties.put("quarkus.datasource.username", escaped(url.user()));
        url.password().ifPresent(word -> properties.put("quarkus.datasource.password", escaped(word)));
        return properties;
    }

    /** A password may hold what would be taken for an expression. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("${", "\\${");
    }
}
