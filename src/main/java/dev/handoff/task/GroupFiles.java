package dev.handoff.task;

/**
 * What a {@link TaskHandler} implements whose groups keep files outside of the database, for retries. They stay for as long as
 * anything of the group can be retried, and go when its rows are pruned.
 */
public interface GroupFiles {

    /**
     * Deletes what the work on a group has left. The completion is of the handler's type. It is called before the group is
     * forgotten, and called again later if it throws, or the process dies.
     *
     * @throws Exception if something may be left
     */
    void delete(GroupId group) throws Exception;
}
