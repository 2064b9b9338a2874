package dev.handoff.kit.database;

/** Ids for rows that tests store themselves, many with one statement. */
public final class NewId {

    /**
     * An SQL expression for a UUID of version 7 and the present time, as PostgreSQL makes none by itself. It wants a number
     * {@code n} that differs from row to row.
     */
    public static final String SQL = "(lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '7' ||"
            + " substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text || n), 1, 15))::uuid";

    private NewId() {}
}
