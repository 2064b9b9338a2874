package dev.handoff.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The product keeps every rule of the house, and every rule finds the intruder that breaks it. */
class ArchitectureTest {

    private static final House HOUSE = new House("dev.handoff");
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.handoff");

    @TempDir
    Path folder;

    static Stream<Arguments> rules() {
        return Stream.of(
                rule(House::task, intruder().knows("task", "kit.json")),
                rule(House::task, intruder().uses("task", "jakarta.validation.constraints.NotNull")),
                rule(House::event, intruder().uses("event", "com.fasterxml.jackson.databind.ObjectMapper")),
                rule(House::kit, intruder().knows("kit.media", "engine.store")),
                rule(House::kit, intruder().knows("kit.provider", "domain.podcast")),
                rule(House::engine, intruder().knows("engine.run", "domain.example")),
                rule(House::engine, intruder().knows("engine.store", "edge.http")),
                rule(House::domain, intruder().knows("domain.search", "engine.store")),
                rule(House::domain, intruder().knows("domain.example", "edge.http")),
                rule(House::domainsAreApart, intruder().knows("domain.podcast.chunk", "domain.search")),
                rule(House::edge, intruder().knows("edge.http", "tool.bench")),
                rule(House::tool, intruder().knows("tool.bench", "domain.example")),
                rule(House::dispatchIsApartFromTheStore, intruder().knows("engine.dispatch", "engine.store")),
                rule(House::dispatchIsApartFromTheStore, intruder().knows("engine.dispatch.local", "engine.run")),
                rule(House::routesAreApart, intruder().knows("engine.dispatch.local", "engine.dispatch.http")),
                rule(House::telemetryListens, intruder().knows("edge.http", "edge.telemetry")),
                rule(House::telemetryListens, intruder().knows("engine.run", "edge.telemetry")),
                rule(House::emulatorIsApart, intruder().knows("tool.emulator.cloudtasks", "engine.dispatch")),
                rule(House::processes, intruder().uses("engine.run", "java.lang.ProcessBuilder")),
                rule(House::processes, intruder().does("domain.podcast", "Runtime.getRuntime().exec(\"true\");")),
                rule(House::processes, intruder().does("engine.run", "new ProcessBuilder(\"true\").start();")),
                rule(
                        House::processes,
                        intruder()
                                .does(
                                        "engine.run",
                                        "interface Start { Process run(String command) throws Exception; }"
                                                + " Start start = Runtime.getRuntime()::exec;")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void productKeepsTheRuleAndTheRuleFindsItsIntruder(Function<House, ArchRule> rule, Intruders intruders)
            throws IOException {
        rule.apply(HOUSE).check(PRODUCT);

        assertThat(finds(rule, intruders)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "domain", "kit", "edge", "tool"})
    void roomsFormNoCircle(String house) throws IOException {
        HOUSE.noCircles(house).check(PRODUCT);

        var circle = intruder().knows(house + ".one", house + ".two").knows(house + ".two", house + ".one");
        assertThat(finds(it -> it.noCircles(house), circle)).isTrue();
    }

    static Stream<String> clients() {
        return Stream.concat(
                House.CLIENT_PACKAGES.stream().map(each -> each + ".HttpClient"), House.CLIENT_CLASSES.stream());
    }

    @ParameterizedTest
    @MethodSource("clients")
    void networkClientIsFoundInTheEngine(String client) throws IOException {
        assertThat(finds(House::networkClients, intruder().uses("engine.run", client)))
                .isTrue();
    }

    static Stream<Intruders> otherWays() {
        return Stream.of(
                intruder().refers("engine.submit", "java.net.URL.openStream"),
                intruder().refers("engine.submit", "io.vertx.core.Vertx.createHttpClient"),
                intruder().derives("domain.podcast", "java.net.Socket"),
                intruder().derives("domain.podcast", "javax.net.SocketFactory"),
                intruder().uses("domain.podcast", "javax.net.ssl.SSLSocketFactory"),
                intruder().uses("domain.podcast", "java.net.MulticastSocket"),
                intruder().does("edge.http", "new java.net.Socket();"),
                intruder().does("edge.http", "java.util.concurrent.Callable<?> later = java.net.Socket::new;"),
                intruder().does("edge.http", "Class<?> type = java.net.http.HttpClient.class;"),
                intruder().does("edge.http", "java.net.URI.create(\"http://a\").toURL().openStream();"));
    }

    @ParameterizedTest
    @MethodSource("otherWays")
    void networkClientIsFoundHoweverItIsReached(Intruders intruders) throws IOException {
        assertThat(finds(House::networkClients, intruders)).isTrue();
    }

    static Stream<String> clientMethods() {
        return House.CLIENT_METHODS.stream();
    }

    @ParameterizedTest
    @MethodSource("clientMethods")
    void methodThatReachesTheNetworkIsFound(String method) throws IOException {
        assertThat(finds(House::networkClients, intruder().calls("engine.run", method)))
                .isTrue();
    }

    @Test
    void onlyNamedRoomsReachTheNetwork() {
        HOUSE.networkClients().check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java:250", "src/test/java:400"})
    void noFileIsLongerThanItsReadersPatience(String limit) throws IOException {
        var root = Path.of(limit.split(":")[0]);
        int lines = Integer.parseInt(limit.split(":")[1]);
        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(lines));
        }
    }

    private static Intruders intruder() {
        return new Intruders();
    }

    private static Arguments rule(Function<House, ArchRule> rule, Intruders intruders) {
        return Arguments.of(rule, intruders);
    }

    private boolean finds(Function<House, ArchRule> rule, Intruders intruders) throws IOException {
        return rule.apply(new House(Intruders.ROOT))
                .evaluate(intruders.compiledInto(folder))
                .hasViolation();
    }
}
