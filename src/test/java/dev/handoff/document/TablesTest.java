package dev.handoff.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.edge.cli.Handoff;
import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the documents name what the code has: no more, no less. */
class TablesTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TELEMETRY = MAIN.resolve("dev/handoff/edge/telemetry");
    private static final Pattern METRIC = Pattern.compile("\"(handoff(?:\\.[a-z]+)+)\"");
    private static final Pattern EVENT = Pattern.compile("\"([a-z]+(?:\\.[a-z_]+)+)\"");
    private static final Pattern EVENT_IN_A_LINE = Pattern.compile("event=([a-z]+\\.[a-z_.]+)");

    @Test
    void endpointsAreThoseOfTheResources() throws Exception {
        var endpoints = new TreeSet<String>();
        for (var resource : resources()) {
            var base = resource.getAnnotation(jakarta.ws.rs.Path.class).value();
            for (var method : resource.getDeclaredMethods()) {
                var path = method.isAnnotationPresent(jakarta.ws.rs.Path.class)
                        ? "/"
                                + method.getAnnotation(jakarta.ws.rs.Path.class)
                                        .value()
                                        .replaceFirst("^/", "")
                        : "";
                Stream.of(method.getAnnotations())
                        .filter(it -> it.annotationType().isAnnotationPresent(HttpMethod.class))
                        .map(it -> it.annotationType().getSimpleName() + " "
                                + (base + path).replaceFirst("^//", "/").replaceAll(":[^/]*}", "}"))
                        .forEach(endpoints::add);
            }
        }

        assertThat(table("docs/tasks/http.md", "endpoints")).containsExactlyInAnyOrderElementsOf(endpoints);
    }

    @Test
    void topicsAreThoseOfTheCode() {
        var topics = Topics.all().stream().map(Topic::name).toList();

        assertThat(table("docs/tasks/events.md", "topics")).containsExactlyElementsOf(topics);
    }

    @Test
    void metricsAreThoseOfTelemetry() throws Exception {
        var documented = table("docs/operate/metrics-and-logs.md", "metrics").stream()
                .map(metric -> metric.replaceFirst("(_total|_seconds)$", ""))
                .toList();

        var measured = found(METRIC, TELEMETRY, ".java").map(metric -> metric.replace('.', '_'));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(measured.collect(Collectors.toSet()));
    }

    @Test
    void logEventsAreThoseOfTheCode() throws Exception {
        var logged = Stream.concat(
                        Stream.concat(
                                found(EVENT, TELEMETRY, "Lines.java"), found(EVENT, TELEMETRY, "DispatchNames.java")),
                        found(EVENT_IN_A_LINE, MAIN.resolve("dev/handoff/edge/http"), ".java"))
                .filter(event -> !event.startsWith("dev.handoff"))
                .collect(Collectors.toSet());

        assertThat(table("docs/operate/metrics-and-logs.md", "log events")).containsExactlyInAnyOrderElementsOf(logged);
    }

    @Test
    void commandsAreThoseOfTheCommandLine() {
        var documented = table("docs/start/first-task.md", "commands").stream()
                .flatMap(cell -> Stream.of(cell.split(", ")))
                .toList();

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Handoff.commandLine(Map.of()).getSubcommands().keySet());
    }

    private static List<String> table(String page, String comment) {
        return Document.read(Path.of(page)).firstColumn(comment);
    }

    private static Set<Class<?>> resources() throws IOException {
        try (var files = Files.walk(MAIN.resolve("dev/handoff/edge"))) {
            return files.map(file -> MAIN.relativize(file).toString())
                    .filter(file -> file.endsWith("Resource.java"))
                    .map(file -> file.replace(".java", "").replace('/', '.'))
                    .<Class<?>>map(TablesTest::load)
                    .collect(Collectors.toSet());
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, TablesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the pattern finds in the files of this folder whose names end like that. */
    private static Stream<String> found(Pattern pattern, Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(ending))
                    .map(file -> Document.read(file).text())
                    .flatMap(text -> pattern.matcher(text).results().map(match -> match.group(1)))
                    .toList()
                    .stream();
        }
    }
}
