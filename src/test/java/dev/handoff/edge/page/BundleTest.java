package dev.handoff.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundleTest {

    private static final String LIBRARY = "lit/";
    private static final Path PAGE = Path.of("src/main/resources/page");
    private static final Pattern WORD = Pattern.compile("^  \"([^\"]+)\": ", Pattern.MULTILINE);
    private static final Pattern USE = Pattern.compile("[^a-z]t\\(\\s*\"([a-z.]+)\"|\\[\"([a-z]+\\.[a-z.]+)\", ");
    private static final Pattern IMPORT = Pattern.compile("^import (?:.* from )?\"([^\"]+)\";", Pattern.MULTILINE);
    private static final int MAX_COMPRESSED = 150 * 1024;
    private static final int MAX_LINES = 250;

    private final Bundle bundle = Bundle.load(PageConfig.Mode.ON, false);

    @Test
    void everythingIsSmallTogether() {
        var size = bundle.assets().values().stream()
                .mapToInt(asset -> asset.compressed().length)
                .sum();

        assertThat(size).isLessThan(MAX_COMPRESSED);
    }

    @Test
    void everyFileIsServedAndNoneBesides() throws IOException {
        try (var files = Files.walk(PAGE)) {
            var written = files.filter(Files::isRegularFile)
                    .map(file -> PAGE.relativize(file).toString())
                    .filter(name -> !name.equals("index.html"));

            assertThat(bundle.assets().keySet().stream().filter(name -> !name.startsWith(LIBRARY)))
                    .containsExactlyInAnyOrderElementsOf(written.toList());
        }
    }

    @Test
    void modulesImportOnlyEachOther() {
        bundle.assets().forEach((name, asset) -> {
            if (name.endsWith(".js") && !name.startsWith(LIBRARY)) {
                var imported = found(IMPORT, new String(asset.plain(), StandardCharsets.UTF_8))
                        .map(it -> Path.of(name).resolveSibling(it).normalize().toString());
                assertThat(imported).as(name).isSubsetOf(bundle.assets().keySet());
            }
        });
    }

    @Test
    void libraryIsThatOfItsJar() throws IOException {
        var jar = "/META-INF/resources/_static/lit-html/" + litVersion() + "/";
        var library = bundle.assets().entrySet().stream()
                .filter(asset -> asset.getKey().startsWith(LIBRARY))
                .toList();

        assertThat(library).hasSize(5).allSatisfy(asset -> {
            var name = asset.getKey().substring(LIBRARY.length());
            try (var original = getClass().getResourceAsStream(jar + name)) {
                assertThat(asset.getValue().plain()).isEqualTo(original.readAllBytes());
            }
        });
    }

    @Test
    void versionChangesWithWhatThePageIsTold() {
        assertThat(Bundle.load(PageConfig.Mode.READ_ONLY, false).version()).isNotEqualTo(bundle.version());
        assertThat(Bundle.load(PageConfig.Mode.ON, true).version()).isNotEqualTo(bundle.version());
    }

    private static String litVersion() throws IOException {
        return found(Pattern.compile("<lit-html.version>(.*)</"), Files.readString(Path.of("pom.xml")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void languagesHaveTheSameWords() throws IOException {
        assertThat(words("uk")).isEqualTo(words("en"));
    }

    @Test
    void wordsThatScreensUseExist() throws IOException {
        var words = words("en");
        try (var files = Files.walk(PAGE)) {
            var used = files.filter(file -> file.toString().endsWith(".js"))
                    .flatMap(file -> found(USE, read(file)))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(used).isSubsetOf(words).hasSizeGreaterThan(30);
        }
    }

    @Test
    void filesAreShort() throws IOException {
        try (var files = Files.walk(PAGE)) {
            var lines = files.filter(file -> file.toString().endsWith(".js") && !file.startsWith(PAGE.resolve("words")))
                    .collect(Collectors.toMap(
                            file -> file, file -> read(file).lines().count()));

            assertThat(lines.entrySet()).allSatisfy(file -> assertThat(file.getValue())
                    .as(Map.entry(file, MAX_LINES).toString())
                    .isLessThanOrEqualTo(MAX_LINES));
        }
    }

    private static TreeSet<String> words(String language) throws IOException {
        return found(WORD, Files.readString(PAGE.resolve("words").resolve(language + ".js")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(BundleTest::group);
    }

    private static String group(MatchResult result) {
        return result.group(1) != null ? result.group(1) : result.group(2);
    }
}
