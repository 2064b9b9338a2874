package dev.handoff.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for the product, and bites on a fixture that breaks it. */
class ArchitectureTest {

    private static final String PRODUCT = "dev.handoff";
    private static final String FIXTURE = "dev.handoff.architecture.fixture";

    private static final JavaClasses PRODUCT_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PRODUCT);
    private static final JavaClasses FIXTURE_CLASSES = new ClassFileImporter().importPackages(FIXTURE);

    static Stream<String> packages() {
        return Arrows.KNOWN.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageKnowsOnlyWhatItsArrowsPointTo(String name) {
        Arrows.arrowsOf(PRODUCT, name).check(PRODUCT_CLASSES);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void arrowsBite(String name) {
        assertThat(bites(Arrows.arrowsOf(FIXTURE, name))).isTrue();
    }

    @Test
    void taskNeedsOnlyTheJdk() {
        Arrows.taskNeedsOnlyTheJdk(PRODUCT).check(PRODUCT_CLASSES);
        assertThat(bites(Arrows.taskNeedsOnlyTheJdk(FIXTURE))).isTrue();
    }

    @Test
    void onlyDispatchDispatches() {
        Arrows.onlyDispatchDispatches(PRODUCT).check(PRODUCT_CLASSES);
        assertThat(bites(Arrows.onlyDispatchDispatches(FIXTURE))).isTrue();
    }

    @Test
    void nobodyRunsTasksInProcessesOfTheirOwn() {
        Arrows.noProcessPerTask(PRODUCT).check(PRODUCT_CLASSES);
        assertThat(bites(Arrows.noProcessPerTask(FIXTURE))).isTrue();
    }

    @Test
    void noFileIsLongerThanItsReadersPatience() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(250));
        }
    }

    private static boolean bites(ArchRule rule) {
        return rule.evaluate(FIXTURE_CLASSES).hasViolation();
    }
}
