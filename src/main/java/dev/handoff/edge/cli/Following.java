package dev.handoff.edge.cli;

/** Follows a task to its end, and where it has fanned out, its group and the task that completes it. */
final class Following {

    /** Where to look. */
    interface Lookout {

        Standing task(String id);

        Standing group(String id);
    }

    private final Waiting waiting;
    private final Lookout lookout;

    Following(Waiting waiting, Lookout lookout) {
        this.waiting = waiting;
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
            var group = waiting.untilEnd(() -> lookout.task(id)).next();
            if (group.isEmpty()) {
                return task;
            }
            var settled = waiting.untilEnd(() -> lookout.group(group.get()));
            task = settled.next()
                    .orElseThrow(() -> Refused.dead("task " + id + " has " + settled.text() + "; GET /api/groups/"
                            + group.get() + " tells about its members"));
        }
    }
}
