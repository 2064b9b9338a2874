package dev.handoff.domain.monitoring;

import dev.handoff.domain.monitoring.rule.Flag;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scans, their batches and the messages that were flagged. Every method is one statement and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer; to repeat one does no harm.
 */
public interface ScanStore {

    /**
     * Stores a batch with its flags, once, and the scan if this is the first that is heard of it.
     *
     * @return false if nothing was stored: there is a batch of this number, or the scan is finished, or another community's
     */
    boolean add(NewBatch batch, List<Flag> flags);

    /** The digest of a batch's messages; empty if there is no such batch. */
    Optional<String> digest(String scan, int batchNumber);

    /**
     * Notes how many messages were sent in all, and the scan if this is the first that is heard of it.
     *
     * @return false if nothing was stored: the scan is finished, or another community's, or it was told another number
     */
    boolean transmitted(String scan, String communityServer, long messages);

    /** Whether all messages of an unfinished scan were sent and are processed, by what is committed now. */
    boolean isComplete(String scan);

    /**
     * Finishes a scan that is complete.
     *
     * @param by the task that does, and of any number of tasks the only one
     * @return false if it is finished already, is not complete, or doesn't exist
     */
    boolean finish(String scan, TaskId by);

    Optional<ScanRecord> find(String scan);

    /** How many messages were flagged for each reason, in the order of the reasons. */
    Map<String, Long> reasons(String scan);

    /**
     * Flags in the order of messages and reasons.
     *
     * @param after the last flag of the page before, of which only message and reason matter; empty for the first page
     * @param limit from 1 to 1000
     */
    List<Flag> flags(String scan, Optional<Flag.Place> after, int limit);
}
