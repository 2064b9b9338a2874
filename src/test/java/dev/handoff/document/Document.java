package dev.handoff.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page for people, in Markdown. */
public record Document(Path path, String text) {

    private static final Pattern COMMENT = Pattern.compile("<!-- (.*) -->");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern NO_ANCHOR = Pattern.compile("[^\\p{Alnum} _-]");

    /** A block of code: its language, the comment above it, and its lines. */
    public record Fence(String language, String comment, List<String> lines) {

        public String text() {
            return String.join("\n", lines);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    /** All pages of the project. */
    public static List<Document> all() {
        try (var folders = Stream.of("docs", "examples", "infrastructure", "bench", "samples")
                .map(Path::of)
                .flatMap(Document::pages)) {
            return Stream.concat(pages(Path.of(""), 1), folders)
                    .map(Document::read)
                    .toList();
        }
    }

    /** The page at that path from the project's root. */
    public static Document read(Path path) {
        try {
            return new Document(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> pages(Path folder) {
        return pages(folder, Integer.MAX_VALUE);
    }

    private static Stream<Path> pages(Path folder, int depth) {
        try (var found = Files.walk(folder, depth)) {
            return found
                    .filter(path -> path.toString().endsWith(".md") || path.endsWith("llms.txt"))
                    .filter(path -> !path.toString().contains("node_modules"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Fence> fences(String language) {
        return fences().stream()
                .filter(fence -> fence.language().equals(language))
                .toList();
    }

    private List<Fence> fences() {
        var found = new ArrayList<Fence>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                var comment = i == 0 ? "" : comment(lines.get(i - 1));
                found.add(new Fence(lines.get(i).substring(3), comment, lines.subList(i + 1, end)));
                i = end;
            }
        }
        return found;
    }

    private static String comment(String line) {
        var comment = COMMENT.matcher(line);
        return comment.matches() ? comment.group(1) : "";
    }

    /** Where its links lead that lead to other parts of the project. */
    public List<String> links() {
        return matches(LINK, prose())
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** What a link may name after a hash, as GitHub makes it from headings. */
    public Set<String> anchors() {
        return matches(HEADING, prose())
                .map(heading -> NO_ANCHOR
                        .matcher(heading.group(1).toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** What stands in the first column of the table that follows this comment, without quotation marks. */
    public List<String> firstColumn(String comment) {
        int start = text.indexOf("<!-- " + comment);
        if (start < 0) {
            throw new IllegalArgumentException(path + " has no table after " + comment);
        }
        return text.substring(start)
                .lines()
                .skip(1)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("\\|")[1].strip().replace("`", ""))
                .toList();
    }

    /** Without blocks of code. */
    public String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
