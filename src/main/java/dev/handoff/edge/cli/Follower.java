package dev.handoff.edge.cli;

/** Follows a task to its end, and where it has fanned out, its group and the task that completes it. */
final class Follower {

    /** Where to look. */
    interface Lookout {

        Snapshot task(String id);

        Snapshot group(String id);
    }

    private final Waiter waiter;
    private final Lookout lookout;

    Follower(Waiter waiter, Lookout lookout) {
        this.waiter = waiter;
        this.lookout = lookout;
    }

    /**
     * Returns when everything has ended.
     *
     * @return the task whose outcome is that of all
     * @throws Refused if a group ended without its completion
     */
    String toItsEnd(String first) {
        var task = first;
        while (true) {
            var id = task;
            var group = waiter.untilEnd(() -> lookout.task(id)).next();
            if (group.isEmpty()) {
                return task;
            }
            var settled = waiter.untilEnd(() -> lookout.group(group.get()));
            task = settled.next()
                    .orElseThrow(() -> Refused.dead("task " + id + " has " + settled.text() + "; GET /api/groups/"
                            + group.get() + " tells about its members"));
        }
    }
}
