package dev.handoff.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlSourceTest {

    @Test
    void bothDriversFindTheDatabase() {
        var config = config(Map.of("DATABASE_URL", "postgres://me:secret@db/shop"));

        assertThat(config.getValue("quarkus.datasource.jdbc.url", String.class))
                .isEqualTo("jdbc:postgresql://db:5432/shop");
        assertThat(config.getValue("quarkus.datasource.reactive.url", String.class))
                .isEqualTo("postgresql://db:5432/shop");
        assertThat(config.getValue("quarkus.datasource.username", String.class)).isEqualTo("me");
    }

    @ParameterizedTest
    @CsvSource({"$%7BHOME%7D%5C, ${HOME}\\", "%5C%5C, \\\\", "%5C$%7BHOME%7D, \\${HOME}", "$$%7B, $${", "a$$b$c, a$$b$c"
    })
    void passwordIsNoExpression(String written, String meant) {
        var config = config(Map.of("DATABASE_URL", "postgres://me:" + written + "@db/shop"));

        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=require, true",
        "application_name=a&sslmode=require, true",
        "sslmode=verify-full, false",
        "'', false"
    })
    void reactiveDriverTrustsAnyServerIfTheUrlSaysSo(String parameters, boolean trusts) {
        var config = config(Map.of("DATABASE_URL", "postgres://me:secret@db/shop?" + parameters));

        assertThat(config.getOptionalValue("quarkus.datasource.reactive.trust-all", boolean.class)
                        .orElse(false))
                .isEqualTo(trusts);
        assertThat(config.getOptionalValue("quarkus.datasource.reactive.hostname-verification-algorithm", String.class)
                        .isPresent())
                .isEqualTo(trusts);
    }

    @Test
    void propertiesOfQuarkusTakePrecedence() {
        var config = config(Map.of(
                "DATABASE_URL", "postgres://me:secret@db/shop",
                "QUARKUS_DATASOURCE_USERNAME", "other"));

        assertThat(config.getValue("quarkus.datasource.username", String.class)).isEqualTo("other");
    }

    /** Quarkus records what other sources hold when it builds, password included. */
    @Test
    void sourceCountsAsEnvironmentSoThatNoBuildRecordsIt() {
        var sources =
                config(Map.of("DATABASE_URL", "postgres://me:secret@db/shop")).getConfigSources();

        assertThat(sources)
                .filteredOn(source -> source.getPropertyNames().contains("QUARKUS_DATASOURCE_PASSWORD")
                        || source.getValue("quarkus.datasource.password") != null)
                .isNotEmpty()
                .allMatch(EnvConfigSource.class::isInstance);
    }

    @Test
    void nothingIsSetWithoutTheVariable() {
        var config = config(Map.of("DATABASE_URL", " "));

        assertThat(config.getOptionalValue("quarkus.datasource.jdbc.url", String.class))
                .isEmpty();
    }

    @Test
    void malformedUrlIsAnInvalidSetting() {
        assertThatThrownBy(() -> config(Map.of("DATABASE_URL", "nonsense")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("DATABASE_URL must start with postgresql://");
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new DatabaseUrlSource())
                .build();
    }
}
