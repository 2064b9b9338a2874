package dev.handoff.document;

import dev.handoff.document.Document.Fence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command of a page.
 *
 * @param line what is typed, perhaps in several lines
 * @param prints what the page says that it prints; empty if it says nothing
 */
public record Command(String line, String prints) {

    private static final String PROMPT = "$ ";
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{8}-…");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

    /** Those of a page that its comments don't exclude, in its order. */
    public static List<Command> of(Document page) {
        return page.fences("console").stream()
                .filter(fence -> !fence.comment().startsWith("not run: "))
                .flatMap(Command::of)
                .toList();
    }

    private static Stream<Command> of(Fence fence) {
        var commands = new ArrayList<Command>();
        var lines = fence.lines();
        for (int i = 0; i < lines.size(); ) {
            var line = new StringBuilder(lines.get(i++).substring(PROMPT.length()));
            while (i < lines.size() && !isWhole(line.toString())) {
                line.append('\n').append(lines.get(i++));
            }
            var printed = new ArrayList<String>();
            while (i < lines.size() && !lines.get(i).startsWith(PROMPT)) {
                printed.add(lines.get(i++));
            }
            commands.add(new Command(line.toString(), String.join("\n", printed)));
        }
        return commands.stream();
    }

    /** Whether the shell would run it rather than wait for another line. */
    private static boolean isWhole(String line) {
        try {
            return !line.endsWith("\\")
                    && new ProcessBuilder("bash", "-n", "-c", line)
                                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it prints has to match this. Ids and times are others each time, and blanks don't count. */
    public String pattern() {
        var words = TIME.matcher(ID.matcher(prints).replaceAll("…")).replaceAll("…");
        return Stream.of(spaced(words).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    /** With single blanks, as {@link #pattern()} wants it. */
    public static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
