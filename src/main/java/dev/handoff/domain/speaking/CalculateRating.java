package dev.handoff.domain.speaking;

import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;

/** Rates one resource anew. */
@Singleton
final class CalculateRating implements TaskHandler<CalculateRating.Input, CalculateRating.Calculated> {

    static final TaskType<Input, Calculated> CALCULATE_RATING = TaskType.of(
                    "calculate-rating", Input.class, Calculated.class)
            .correlate("resource_id")
            .description("Rates a resource by its evaluations and impressions.");

    private final RatingStore store;

    CalculateRating(RatingStore store) {
        this.store = store;
    }

    record Input(@NotNull @Pattern(regexp = Resource.ID) String resourceId) {}

    record Calculated(String resourceId, Rating rating) {}

    @Override
    public TaskType<Input, Calculated> type() {
        return CALCULATE_RATING;
    }

    @Override
    public Calculated handle(Input input, TaskRun run) throws Exception {
        var sums = store.sums(input.resourceId())
                .orElseThrow(() -> TaskFailure.permanent("there is no resource " + input.resourceId()
                        + "; store it with POST /api/resources, then retry"));
        var rating = Rating.of(sums, store.prior());
        store.save(Map.of(input.resourceId(), rating));
        return new Calculated(input.resourceId(), rating);
    }
}
