package dev.handoff.domain.search;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Cuts long stored texts into overlapping chunks. From then on the chunks are embedded in place of the text, earlier vectors
 * of the text no longer count, and a search finds the text by any of its chunks. A text that already has these chunks
 * keeps them and their vectors.
 */
@Singleton
final class Rechunk implements TaskHandler<Rechunk.Input, Rechunk.Rechunked> {

    static final TaskType<Input, Rechunked> RECHUNK = TaskType.of("rechunk", Input.class, Rechunked.class)
            .description(
                    "Cuts long stored texts into overlapping chunks, which are embedded and found in their place.");

    // About as much as MiniLM reads of an English text.
    private static final int USUAL_SIZE = 1000;
    private static final int USUAL_OVERLAP = 200;

    private final ItemStore store;

    Rechunk(ItemStore store) {
        this.store = store;
    }

    /**
     * What to cut, and how. The two sizes are in characters.
     *
     * @param size null for 1000
     * @param overlap null for 200, or a fifth of the size if that is given
     */
    record Input(
            @NotNull @Pattern(regexp = "^(message|atom)$") String kind,
            @NotEmpty @Size(max = 100) List<@NotNull Long> ids,

            @Min(100) @Max(8_000) @JsonPropertyDescription("The most characters of a chunk; 1000 by default")
            Integer size,

            @Min(0)
            @Max(4_000)
            @JsonPropertyDescription(
                    "How many characters of a chunk are in the next one too; a fifth of size by default")
            Integer overlap) {}

    /**
     * What became of the texts. The numbers add up to the number of ids.
     *
     * @param cut how many have new chunks, or have lost theirs because they are short
     * @param unchanged how many already had these chunks, or are short
     * @param failed how many don't exist
     */
    record Rechunked(int cut, int unchanged, int failed) {}

    @Override
    public TaskType<Input, Rechunked> type() {
        return RECHUNK;
    }

    @Override
    public void check(Input input) {
        var chunks = chunks(input);
        if (chunks.overlap() > chunks.size() / 2) {
            throw Invalid.task(
                    "/overlap",
                    "must be at most half of size, which is " + chunks.size() + ", was " + chunks.overlap());
        }
    }

    @Override
    public Rechunked handle(Input input, TaskRun run) {
        int cut = 0;
        int unchanged = 0;
        var missing = new HashSet<>(input.ids());
        for (var item : store.texts(ItemKind.of(input.kind()), input.ids())) {
            missing.remove(item.id());
            if (rechunk(input, item)) {
                cut++;
            } else {
                unchanged++;
            }
        }
        int twice = input.ids().size() - cut - unchanged - missing.size();
        return new Rechunked(cut, unchanged + twice, missing.size());
    }

    /** Starts again with the new text if the text changes meanwhile. */
    private boolean rechunk(Input input, ItemText item) {
        var chunks = chunks(input).of(item.text());
        if (chunks.equals(item.chunks())) {
            return false;
        }
        if (store.cut(ItemKind.of(input.kind()), item.id(), item.revision(), chunks)) {
            return true;
        }
        return rechunk(
                input,
                store.texts(ItemKind.of(input.kind()), List.of(item.id())).getFirst());
    }

    private static Chunks chunks(Input input) {
        int size = Objects.requireNonNullElse(input.size(), USUAL_SIZE);
        return new Chunks(size, Objects.requireNonNullElse(input.overlap(), Math.min(USUAL_OVERLAP, size / 5)));
    }
}
