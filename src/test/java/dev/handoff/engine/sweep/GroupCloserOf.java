package dev.handoff.engine.sweep;

/** Closers of groups for tests without a container. */
public final class GroupCloserOf {

    private GroupCloserOf() {}

    /** For tasks that are members of no group. */
    public static GroupCloser noGroups() {
        return new GroupCloser(null, null, null);
    }

    /** For tasks that make none either. */
    public static GroupCanceller noneMade() {
        return new GroupCanceller(null, null, null, null, null);
    }
}
