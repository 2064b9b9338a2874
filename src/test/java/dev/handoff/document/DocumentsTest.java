package dev.handoff.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.document.Document.Fence;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each page shows is there. */
class DocumentsTest {

    private static final int MAX_LINES = 250;
    private static final int MAX_WORDS = 1_500;
    private static final Pattern TEST = Pattern.compile("(?<!@)\\b[A-Z][A-Za-z]+(Test|IT|Contract|Properties)\\b");
    private static final Pattern CLASS = Pattern.compile("public (?:final )?(?:class|record|interface) (\\w+)");

    static List<Document> pages() {
        return Document.all();
    }

    @Test
    void readmeIsShort() {
        var readme = Document.read(Path.of("README.md")).text();

        assertThat(readme.lines().count()).isLessThanOrEqualTo(MAX_LINES);
        assertThat(readme.split("\\s+").length).isLessThanOrEqualTo(MAX_WORDS);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksResolve(Document page) {
        assertThat(page.links()).allSatisfy(link -> {
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]);
            assertThat(target).as(link).exists();
            if (parts.length == 2) {
                assertThat(Document.read(target).anchors()).as(link).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void codeCompilesOrIsInTheFileThatItIsFrom(Document page, @TempDir Path classes) throws Exception {
        for (var fence : page.fences("java")) {
            if (fence.comment().startsWith("from ")) {
                assertThat(Files.readString(Path.of(fence.comment().substring("from ".length()))))
                        .contains(fence.text());
            } else if (!fence.comment().startsWith("not compiled: ")) {
                assertThat(faults(fence, classes)).isEmpty();
            }
        }
    }

    /** A command of a page that {@code DocumentsIT} doesn't reach says why no test runs it. */
    @ParameterizedTest
    @MethodSource("pages")
    void commandsAreRunOrSayWhyNot(Document page) {
        if (!page.path().startsWith("docs")) {
            assertThat(page.fences("console"))
                    .allSatisfy(fence ->
                            assertThat(fence.comment()).as(fence.text()).startsWith("not run: "));
        }
        assertThat(page.fences("console"))
                .allSatisfy(fence -> assertThat(fence.lines().getFirst()).startsWith("$ "));
        assertThat(Stream.of("bash", "sh", "shell").flatMap(language -> page.fences(language).stream()))
                .as("commands are console blocks")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void testsThatItNamesExist(Document page) throws Exception {
        try (var files = Stream.concat(Files.walk(Path.of("src/test/java")), Files.walk(Path.of("src/gcf/test")))) {
            var tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());

            assertThat(TEST.matcher(page.text()).results().map(MatchResult::group))
                    .isSubsetOf(tests);
        }
    }

    @Test
    void everyPageIsReachedFromTheReadme() {
        var reached = Stream.of("README.md", "docs/README.md", "docs/decisions/README.md")
                .map(Path::of)
                .flatMap(page -> Document.read(page).links().stream()
                        .map(link -> page.resolveSibling(link.split("#")[0]).normalize()))
                .collect(Collectors.toSet());

        assertThat(pages().stream().map(Document::path).filter(path -> path.startsWith("docs")))
                .isSubsetOf(reached);
    }

    private static List<?> faults(Fence fence, Path classes) {
        var name = CLASS.matcher(fence.text());
        assertThat(name.find()).as(fence.text()).isTrue();
        var found = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        var source = new Source(name.group(1), fence.text());

        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, found, options, null, List.of(source))
                .call();

        return found.getDiagnostics();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String code;

        Source(String name, String code) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
