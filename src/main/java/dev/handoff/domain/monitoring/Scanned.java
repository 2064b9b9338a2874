package dev.handoff.domain.monitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handoff.domain.monitoring.rule.Flag;
import dev.handoff.event.Scans.MessageBatch;
import java.util.List;
import java.util.Optional;

/**
 * The result of a batch.
 *
 * @param repeated whether the batch was stored before; it is not processed again then
 * @param flaggedMessages empty if the batch was not processed
 * @param flags the first ones; the scan has all of them
 * @param failed messages that could not be checked completely
 * @param note what the reader of an empty result should know
 */
record Scanned(
        String scanId,
        int batchNumber,
        int messages,
        boolean repeated,
        Optional<Long> flaggedMessages,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Flag> flags,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Failed> failed,
        Optional<String> note) {

    /** A result has at most a megabyte, and a message can be flagged a hundred times. */
    private static final int MAX_FLAGS = 200;

    record Failed(String messageId, String error) {}

    static Scanned of(MessageBatch batch, Inspection.Found found) {
        var flagged = found.flags().stream().map(Flag::messageId).distinct().count();
        var first = found.flags().stream().limit(MAX_FLAGS).toList();
        return of(batch, false, Optional.of(flagged), first, found.errors(), found.note());
    }

    static Scanned repeated(MessageBatch batch) {
        var note = "the batch was stored before; GET /api/scans/" + batch.scanId() + " has what was found";
        return of(batch, true, Optional.empty(), List.of(), List.of(), Optional.of(note));
    }

    private static Scanned of(
            MessageBatch batch,
            boolean repeated,
            Optional<Long> flagged,
            List<Flag> flags,
            List<Failed> failed,
            Optional<String> note) {
        return new Scanned(
                batch.scanId(), batch.batchNumber(), batch.messages().size(), repeated, flagged, flags, failed, note);
    }
}
