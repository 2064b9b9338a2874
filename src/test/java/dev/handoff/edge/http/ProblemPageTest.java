package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.task.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemPageTest {

    /** Where the code names one, as a whole or by what it is about. */
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("(?:Problem\\.of|notNow|\\bof)\\(\\s*(?:id, )?[0-9]{3},\\s*\"([a-z-]+)\""),
            Pattern.compile("new (?:Conflict|Reused)\\(\\s*\"([a-z-]+)\""));

    private static final Pattern INVALID = Pattern.compile("(?:Invalid\\.of|new Invalid)\\(\\s*\"([a-z]+)\"");
    private static final Pattern NOT_FOUND = Pattern.compile("NotFound\\.of\\(\\s*\"([a-z]+)\"");

    @Test
    void everyTypeOfTheCodeIsExplained() throws Exception {
        var code = code();
        var named = new TreeSet<String>();
        NAMES.forEach(pattern -> pattern.matcher(code).results().forEach(name -> named.add(name.group(1))));
        INVALID.matcher(code).results().forEach(name -> named.add("invalid-" + name.group(1)));
        NOT_FOUND.matcher(code).results().forEach(name -> named.add(name.group(1) + "-not-found"));

        assertThat(named).contains("invalid-task", "wrong-state", "busy", "file-not-found");
        assertThat(explained()).containsAll(named);
    }

    @Test
    void explanationHasStatusMeaningAndRemedy() throws Exception {
        assertThat(new ProblemResource().explain("wrong-state"))
                .isEqualTo("wrong-state, 409\n\nThe task's state doesn't allow it.\nThe detail says what would.\n");
        for (var name : explained()) {
            assertThat(new ProblemResource().explain(name)).hasLineCount(4);
        }
        assertThatThrownBy(() -> new ProblemResource().explain("nonsense")).isInstanceOf(NotFound.class);
    }

    private static List<String> explained() throws IOException {
        return Pattern.compile("^\\| `([a-z-]+)`", Pattern.MULTILINE)
                .matcher(ProblemResource.page())
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static String code() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ProblemPageTest::read)
                    .collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
