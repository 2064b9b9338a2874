package dev.handoff.edge.live;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Something that a client follows.
 *
 * @param value an id, a name, or for {@link What#NAME} also the beginning of one and a star
 */
record Choice(What what, String value) {

    /** The kinds of things, by the names of parameters. */
    enum What {
        /** Everything about one task. */
        TASK,
        /** Everything about a group and its members. */
        GROUP,
        /** Everything about tasks of a type. */
        TYPE,
        /** All news of a name, such as {@code task.dead}, {@code analysis.*} or {@code *}. */
        NAME,
        /** Everything about an object of a domain. */
        SUBJECT
    }

    private static final char STAR = '*';

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,100}\\*?|\\*");

    static Choice of(TaskId task) {
        return new Choice(What.TASK, task.toString());
    }

    static Choice of(GroupId group) {
        return new Choice(What.GROUP, group.toString());
    }

    /** @throws IllegalArgumentException that says what the text must be */
    static Choice of(What what, String text) {
        return new Choice(
                what,
                switch (what) {
                    case TASK ->
                        id(text, "the id of a task", it -> TaskId.parse(it).toString());
                    case GROUP ->
                        id(text, "the id of a group", it -> GroupId.parse(it).toString());
                    case TYPE -> matching(text, TYPE, "the name of a task type");
                    case NAME -> matching(text, NAME, "the name of an event, or its beginning and a star");
                    case SUBJECT -> id(text, "a text of 1 to 100 characters", ScopeBody::subject);
                });
    }

    private static String id(String text, String must, UnaryOperator<String> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("must be " + must, malformed);
        }
    }

    private static String matching(String text, Pattern form, String must) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("must be " + must);
        }
        return text;
    }

    /** Whether it stands for all names that begin in the same way. */
    boolean isOpen() {
        return what == What.NAME && value.charAt(value.length() - 1) == STAR;
    }

    /** Whether an open one stands for this name. */
    boolean begins(String name) {
        return name.regionMatches(0, value, 0, value.length() - 1);
    }
}
