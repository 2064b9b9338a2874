package dev.handoff.domain.community;

/** The forms of what callers of a community send. */
public final class Forms {

    /** Safe in paths, keys and logs. */
    public static final String ID = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$";

    /** Any text without the one character that PostgreSQL cannot store. */
    public static final String TEXT = "^[^\\u0000]*$";

    private Forms() {}
}
