package dev.handoff.domain.speaking;

import dev.handoff.domain.speaking.CalculateRatingPage.Page;
import dev.handoff.domain.speaking.CalculateRatingPage.Rated;
import dev.handoff.task.GroupId;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Rates all resources anew, a page a task, and ends in itself once more, as the completion of their group. Pages go from one
 * id to another and are laid out once: resources that come and go meanwhile make them longer or shorter, and never move one
 * from a page that is to come into one that is done.
 */
@Singleton
final class CalculateAllRatings implements TaskHandler<CalculateAllRatings.Input, CalculateAllRatings.Calculated> {

    static final TaskType<Input, Calculated> CALCULATE_ALL_RATINGS = TaskType.of(
                    "calculate-all-ratings", Input.class, Calculated.class)
            .description("Rates all resources by their evaluations and impressions, in a group of tasks.")
            .timeout(Duration.ofMinutes(30))
            .heavy();

    private static final int USUAL_PAGE = 500;

    private final RatingStore store;

    CalculateAllRatings(RatingStore store) {
        this.store = store;
    }

    /** @param pageSize resources of a task; null for 500 */
    record Input(@Min(1) @Max(USUAL_PAGE) Integer pageSize) {}

    /**
     * What was begun, or what has come of it.
     *
     * @param group that rates the pages; empty in its completion, whose result has the numbers
     * @param rated how many resources were rated; empty until the group has ended
     * @param failedPages how many pages were not; empty until the group has ended
     */
    record Calculated(int pages, Optional<GroupId> group, Optional<Long> rated, Optional<Long> failedPages) {}

    /** The result of a step. */
    private record Layout(double prior, List<String> lasts) {}

    @Override
    public TaskType<Input, Calculated> type() {
        return CALCULATE_ALL_RATINGS;
    }

    @Override
    public Calculated handle(Input input, TaskRun run) throws Exception {
        return run.completes().isPresent() ? ended(run) : begun(input, run);
    }

    private Calculated begun(Input input, TaskRun run) throws Exception {
        int size = Objects.requireNonNullElse(input.pageSize(), USUAL_PAGE);
        var layout = run.step("layout", Layout.class, () -> new Layout(store.takePrior(), store.pages(size)));
        var pages = new ArrayList<Page>();
        var after = "";
        for (var last : layout.lasts()) {
            pages.add(new Page(after, last, layout.prior()));
            after = last;
        }
        var group = run.group("pages", CALCULATE_ALL_RATINGS, input, OnFailure.COMPLETE);
        group.submitAll("page", CalculateRatingPage.CALCULATE_RATING_PAGE, pages);
        group.seal();
        return new Calculated(pages.size(), Optional.of(group.id()), Optional.empty(), Optional.empty());
    }

    private static Calculated ended(TaskRun run) {
        var pages = run.members(Rated.class);
        long rated = pages.stream()
                .flatMap(page -> page.result().stream())
                .mapToLong(Rated::rated)
                .sum();
        long failed = pages.stream()
                .filter(page -> page.state() != TaskState.SUCCEEDED)
                .count();
        return new Calculated(pages.size(), Optional.empty(), Optional.of(rated), Optional.of(failed));
    }
}
