package dev.handoff.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell();
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void defaultsAreShownAsSuch() {
        assertThat(line("handoff.engine.lease")).matches(".* HANDOFF_ENGINE_LEASE +30s +default");
    }

    @Test
    void variableIsShownWithItsValue() {
        shell.environment("HANDOFF_ENGINE_LEASE", "40s");

        assertThat(line("handoff.engine.lease")).matches(".* 40s +environment");
    }

    @Test
    void shorterVariableIsShownWhereThereIsOne() {
        shell.environment("PORT", "9090");

        assertThat(line("quarkus.http.port")).matches(".* PORT +9090 +environment");
    }

    @Test
    void secretsAreNotShown() {
        shell.environment("DATABASE_URL", "postgresql://me:hidden@db/shop").environment("OPENAI_API_KEY", "hidden");

        assertThat(shell.run("config")).isZero();
        assertThat(shell.out()).contains("postgresql://me:***@db/shop").doesNotContain("hidden");
    }

    @Test
    void wrongValueIsShownAllTheSame() {
        shell.environment("HANDOFF_ENGINE_LEASE", "soon");

        assertThat(line("handoff.engine.lease")).contains("soon");
    }

    @Test
    void noConfigurationIsForgotten() {
        var found = new ClassFileImporter()
                .importPath(Path.of("target", "classes")).stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::getName);

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        Mappings.ALL.stream().map(Class::getName).toList());
    }

    private String line(String setting) {
        shell.run("config");
        return shell.out()
                .lines()
                .filter(line -> line.startsWith(setting + " "))
                .findFirst()
                .orElseThrow();
    }
}
