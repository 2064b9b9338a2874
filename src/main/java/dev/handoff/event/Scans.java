package dev.handoff.event;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * What happens to scans of the messages of a community, the content monitoring. A scan's batches and its transmission are
 * told in any order and any number of times.
 */
public final class Scans {

    /** The documents' BulkScanMessageBatchEvent. */
    public static final Topic<MessageBatch> BATCH = new Topic<>(
            "scan.batch.collected", 1, MessageBatch.class, "A batch of messages has been collected for a scan.");

    /** The documents' all-batches-transmitted event. */
    public static final Topic<Transmitted> TRANSMITTED = new Topic<>(
            "scan.transmitted", 1, Transmitted.class, "All batches of a scan have been sent; some may be under way.");

    /** The documents' results, which the task content:finalize_scan publishes. */
    public static final Topic<Finished> FINISHED =
            new Topic<>("scan.finished", 1, Finished.class, "All messages of a scan have been processed.");

    static final List<Topic<?>> ALL = List.of(BATCH, TRANSMITTED, FINISHED);

    /** The form of all ids: safe in paths, keys and logs. */
    public static final String ID = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$";

    /** In one batch. */
    public static final int MAX_MESSAGES = 100;

    private Scans() {}

    /**
     * A message as it was collected, with whatever fields its platform gives it. They stay where the batch is stored.
     *
     * @param content what it says, which may be nothing; 4000 characters are the most that Discord takes
     * @param links addresses in it or beside it, such as of a button; null for none. Those in the content are found anyway
     */
    @Open
    public record Message(
            @NotNull @Pattern(regexp = ID) String messageId,
            @NotNull @Pattern(regexp = ID) String authorId,
            @NotNull @Size(max = 4000) String content,
            @Size(max = 20) List<@Size(max = 2048) String> links) {}

    /**
     * Data of {@code scan.batch.collected}. An event has at most 256 KiB over HTTP, and 1 MiB on the broker, so that a batch
     * of long messages has fewer of them.
     *
     * @param batchNumber unique within the scan; from 0 or 1, as the sender likes
     */
    public record MessageBatch(
            @NotNull @Pattern(regexp = ID) String scanId,
            @NotNull @Pattern(regexp = ID) String communityServerId,
            @NotNull @Min(0) @Max(Integer.MAX_VALUE) Integer batchNumber,
            @NotEmpty @Size(max = MAX_MESSAGES) List<@Valid @NotNull Message> messages) {}

    /**
     * Data of {@code scan.transmitted}.
     *
     * @param transmittedMessages in all batches; 0 if there is no batch
     */
    public record Transmitted(
            @NotNull @Pattern(regexp = ID) String scanId,
            @NotNull @Pattern(regexp = ID) String communityServerId,
            @NotNull @Min(0) @Max(Integer.MAX_VALUE) Integer transmittedMessages) {}

    /**
     * Data of {@code scan.finished}.
     *
     * @param flaggedMessages those with at least one reason
     * @param failedMessages those that could not be checked completely
     * @param reasons how many messages were flagged for each reason, such as {@code words:scams}
     */
    public record Finished(
            @NotNull @Pattern(regexp = ID) String scanId,
            @NotNull @Pattern(regexp = ID) String communityServerId,
            @NotNull @Min(0) Long processedMessages,
            @NotNull @Min(0) Long flaggedMessages,
            @NotNull @Min(0) Long failedMessages,
            @NotNull Map<String, Long> reasons) {}
}
