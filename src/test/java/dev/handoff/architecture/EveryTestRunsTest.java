package dev.handoff.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import dev.handoff.architecture.TestPlugins.Selection;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** A class with tests that no plugin of pom.xml selects would never run, and nobody would notice. */
class EveryTestRunsTest {

    @Test
    void everyClassWithTestsIsSelectedByAPlugin() throws Exception {
        assertThat(neverRun(TestPlugins.selections(Path.of("pom.xml")))).isEmpty();
    }

    @Test
    void classThatNoPluginSelectsIsFound() throws Exception {
        var integrationTests = new Selection(List.of("**/*IT.java"), List.of("**/ImageIT.java"));

        assertThat(neverRun(List.of(integrationTests)))
                .as("tests of JUnit, of jqwik, inherited ones and excluded ones")
                .contains("architecture/EveryTestRunsTest", "domain/monitoring/ScanPropertiesTest")
                .contains("engine/store/ModelTaskStoreTest", "process/ImageIT")
                .doesNotContain("process/LocalIT", "engine/store/TaskStoreContract");
    }

    private static List<String> neverRun(List<Selection> selections) throws URISyntaxException {
        var tests =
                EveryTestRunsTest.class.getProtectionDomain().getCodeSource().getLocation();
        return ReflectionSupport.findAllClassesInClasspathRoot(
                        tests.toURI(), EveryTestRunsTest::hasTests, name -> name.startsWith("dev.handoff."))
                .stream()
                .map(type -> type.getName().replace('.', '/'))
                .filter(name -> selections.stream().noneMatch(each -> each.selects(name)))
                .map(name -> name.substring("dev/handoff/".length()))
                .toList();
    }

    /** Every annotation of JUnit and jqwik that makes a test carries the same mark. */
    private static boolean hasTests(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers())
                && !isAnnotated(type, Nested.class)
                && !ReflectionSupport.findMethods(
                                type, method -> isAnnotated(method, Testable.class), HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty();
    }
}
