package dev.handoff.domain.monitoring;

import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;

/** Ends a scan after its last batch, or after the event that all batches were sent, whichever is later. */
@Singleton
class Completion {

    private final ScanStore store;

    Completion(ScanStore store) {
        this.store = store;
    }

    /**
     * Submits the task that finishes the scan if all its messages are processed, by what is committed now. Of any number of
     * calls, one submits. Call it after your own change is committed.
     */
    void submitIfComplete(String scan, TaskRun run) {
        if (store.isComplete(scan)) {
            run.submitOnce(scan, FinalizeScan.FINALIZE_SCAN, new FinalizeScan.Input(scan));
        }
    }

    /**
     * The failure of a task whose news a scan refuses.
     *
     * @param what is refused, for the message
     */
    TaskFailure refused(String id, String communityServer, String what) {
        var scan = store.find(id).orElseThrow(() -> new IllegalStateException("scan " + id + " is gone"));
        if (!scan.communityServer().equals(communityServer)) {
            return TaskFailure.permanent(what + " is of community server " + communityServer + ", scan " + id + " of "
                    + scan.communityServer() + "; give each scan an id of its own");
        }
        if (scan.finishedAt().isPresent()) {
            return TaskFailure.permanent(what + " came after scan " + id + " was finished at "
                    + scan.finishedAt().get() + " with " + scan.processedMessages()
                    + " messages; tell of a transmission when all batches are sent");
        }
        return TaskFailure.permanent(what + " contradicts scan " + id + ", which has "
                + scan.transmittedMessages().map(Object::toString).orElse("no") + " transmitted messages");
    }
}
