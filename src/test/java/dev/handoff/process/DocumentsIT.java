package dev.handoff.process;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.document.Command;
import dev.handoff.document.Document;
import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the documents do and print what is said there. All pages have one server, each has a shell of its own. */
class DocumentsIT {

    private static final Path SCHEDULES = Path.of("docs", "tasks", "schedules.md");
    private static final Pattern EXPORTED = Pattern.compile("HANDOFF_SCHEDULES='(.*)'");
    // A busy machine is no fault of a page.
    private static final String PATIENCE = "60s";
    private static final String THERE = "localhost:8080";

    private static DatabaseUrl database;
    private static Instance server;

    static List<Document> pages() {
        return Document.all().stream()
                .filter(page -> page.path().startsWith("docs"))
                .filter(page -> !Command.of(page).isEmpty())
                .toList();
    }

    @BeforeAll
    static void startServer() throws IOException {
        database = TestDatabase.fresh();
        var exported = EXPORTED.matcher(Document.read(SCHEDULES).text());
        assertThat(exported.find()).isTrue();
        server = Instance.start(
                database, Map.of("HANDOFF_SCHEDULES", exported.group(1), "HANDOFF_STORE_TIMEOUT", PATIENCE));
    }

    @AfterAll
    static void stopServer() {
        server.close();
        TestDatabase.drop(database);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsPrintWhatThePageShows(Document page, @TempDir Path folder) throws Exception {
        var commands = Command.of(page);

        run(commands, folder);

        for (int i = 0; i < commands.size(); i++) {
            var command = commands.get(i);
            var printed = Files.readString(folder.resolve(i + ".out"));
            assertThat(folder.resolve(i + ".code"))
                    .as(command.line() + "\n" + printed)
                    .hasContent("0");
            if (!command.prints().isEmpty()) {
                assertThat(Command.spaced(printed))
                        .as(command.line())
                        .matches(Pattern.compile(here(command.pattern()), Pattern.DOTALL));
            }
        }
    }

    private static void run(List<Command> commands, Path folder) throws Exception {
        var script = new StringBuilder(functions());
        for (int i = 0; i < commands.size(); i++) {
            var file = folder.resolve(Integer.toString(i));
            script.append("{\n%s\n} >%s.out 2>&1 </dev/null; echo $? >%s.code\n"
                    .formatted(here(commands.get(i).line()), file, file));
        }
        var shell = new ProcessBuilder("bash", "-c", script.toString()).redirectErrorStream(true);
        shell.redirectOutput(folder.resolve("shell.out").toFile());
        var environment = Program.of(Map.of(), Map.of()).environment();
        shell.environment().keySet().retainAll(environment.keySet());
        shell.environment()
                .putAll(Map.of(
                        "HANDOFF_URL", server.address(),
                        "DATABASE_URL", database.full(),
                        "HANDOFF_STORE_TIMEOUT", PATIENCE));
        var process = shell.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The program in place of the script that builds it; a server is there already, and what it has said is known. */
    private static String functions() throws IOException {
        var program = Program.of(Map.of(), Map.of()).command().stream()
                .map(word -> "'" + word + "'")
                .collect(joining(" "));
        return """
                curl() { command curl -sS --fail-with-body "$@"; }
                handoff() { if [ "$1" = serve ]; then cat %s; else %s "$@"; fi; }
                """.formatted(server.log(), program);
    }

    private static String here(String text) {
        return text.replace(THERE, server.address().replace("http://", "")).replace("./handoff ", "handoff ");
    }
}
