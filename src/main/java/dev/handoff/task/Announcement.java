package dev.handoff.task;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A kind of news that running tasks tell people who look on, by {@link TaskRun#announce}. A constant that the handler and
 * its type share. It is a hint: nothing is stored with the task, a crash may lose one, and a task that runs again tells again.
 * What others have to act on is an event, published with {@link TaskRun#publish}.
 *
 * @param name what people follow, such as {@code analysis.batch_completed}: lower-case words with digits and underscores,
 *     divided by dots, at most 100 characters. The names {@code task.…}, {@code group.…} and {@code live.…} are the engine's
 * @param data the record that is told
 * @param description one sentence that says when it is announced
 * @param subject reads from the data what they are about, such as the id of a run; empty if that is the task
 */
public record Announcement<D>(String name, Class<D> data, String description, Optional<Function<D, String>> subject) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Pattern RESERVED = Pattern.compile("(task|group|live)(\\..*)?");
    private static final int MAX_NAME_LENGTH = 100;

    /** Of a long job's items, each of this number is announced. */
    private static final int EVERY = 10;

    public Announcement {
        if (!NAME.matcher(name).matches() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("announcement name must match " + NAME + " and have at most "
                    + MAX_NAME_LENGTH + " characters, was " + name);
        }
        if (RESERVED.matcher(name).matches()) {
            throw new IllegalArgumentException("announcement names of task, group and live are taken, was " + name);
        }
        Objects.requireNonNull(data);
        Objects.requireNonNull(description);
        Objects.requireNonNull(subject);
    }

    /** About the task that announces it. */
    public static <D> Announcement<D> of(String name, Class<D> data) {
        return new Announcement<>(name, data, "", Optional.empty());
    }

    public Announcement<D> description(String sentence) {
        return new Announcement<>(name, data, sentence, subject);
    }

    /** About what the data name: an id, so that those who look on can follow it over many tasks. */
    public Announcement<D> about(Function<D, String> subject) {
        return new Announcement<>(name, data, description, Optional.of(subject));
    }

    /** Whether this item of a long job is announced: each tenth, and the last. Of 95 items that makes ten. */
    public static boolean isAnnounced(long done, long total) {
        return done > 0 && (done % EVERY == 0 || done == total);
    }
}
