package dev.handoff.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of the documents are those that the program reads. */
class SettingsTest {

    private static final Path PAGE = Path.of("docs/operate/settings.md");
    private static final Pattern READ = Pattern.compile("\\$\\{([A-Z][A-Z_]+)|\"([A-Z][A-Z_]{3,})\"");
    private static final Pattern NAMED = Pattern.compile("\\b(?:HANDOFF|TASKS|MQ|OPENAI|OLLAMA|GOOGLE|DB)_[A-Z_]+\\b");

    // Of Google's own programs, of examples, and of the image's build.
    private static final Set<String> OTHERS = Set.of("GOOGLE_APPLICATION_CREDENTIALS");

    private static Set<String> variables;

    @BeforeAll
    static void readTheSources() throws Exception {
        variables = variables();
    }

    static List<Document> pages() {
        return Document.all();
    }

    /** With {@code -Ddocuments.write} the tables are written anew. */
    @Test
    void tablesAreMadeOfTheConfigurationInterfaces() throws Exception {
        var tables = SettingTables.markdown();
        var page = Files.readString(PAGE);
        int start = page.indexOf("-->", page.indexOf("<!-- generated: settings")) + "-->\n".length();
        int end = page.indexOf("<!-- end -->", start);

        if (System.getProperty("documents.write") != null) {
            Files.writeString(PAGE, page.substring(0, start) + tables + page.substring(end));
        } else {
            assertThat(page.substring(start, end)).isEqualTo(tables);
        }
    }

    @Test
    void variablesOfTheProgramAreThoseOfItsProperties() throws Exception {
        var read = READ.matcher(Files.readString(Path.of("src/main/resources/application.properties")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        var documented = Document.read(PAGE).firstColumn("variables");

        assertThat(documented).containsAll(read);
        assertThat(variables).containsAll(documented);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageNamesAVariableThatIsNotRead(Document page) {
        assertThat(NAMED.matcher(page.text()).results().map(found -> found.group()
                        .replaceFirst("_$", "")))
                .allSatisfy(name -> assertThat(variables)
                        .as(name)
                        .anyMatch(variable -> variable.equals(name) || variable.startsWith(name + "_")));
    }

    private static Set<String> variables() throws Exception {
        var found = new HashSet<>(SettingTables.variables());
        found.addAll(OTHERS);
        try (var files = Files.walk(Path.of("src/main"))) {
            for (var file : files.filter(it -> it.toString().matches(".*\\.(java|properties)"))
                    .toList()) {
                READ.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
