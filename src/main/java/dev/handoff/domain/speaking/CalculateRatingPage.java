package dev.handoff.domain.speaking;

import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;

/** Rates some resources that are neighbours by their ids: those that there are by then. */
@Singleton
final class CalculateRatingPage implements TaskHandler<CalculateRatingPage.Page, CalculateRatingPage.Rated> {

    static final TaskType<Page, Rated> CALCULATE_RATING_PAGE = TaskType.of(
                    "calculate-rating-page", Page.class, Rated.class)
            .description("Rates the resources of a page; calculate-all-ratings submits it.");

    private final RatingStore store;

    CalculateRatingPage(RatingStore store) {
        this.store = store;
    }

    /**
     * Where the page begins and ends.
     *
     * @param after the last id of the page before; empty for the first page
     * @param last the page's own last id
     * @param prior the mean of all scores
     */
    record Page(
            @NotNull @Size(max = 100) String after,
            @NotNull @Pattern(regexp = Resource.ID) String last,
            @NotNull Double prior) {}

    record Rated(long rated) {}

    @Override
    public TaskType<Page, Rated> type() {
        return CALCULATE_RATING_PAGE;
    }

    @Override
    public Rated handle(Page page, TaskRun run) {
        var ratings = new LinkedHashMap<String, Rating>();
        store.sums(page.after(), page.last()).forEach((id, sums) -> ratings.put(id, Rating.of(sums, page.prior())));
        store.save(ratings);
        return new Rated(ratings.size());
    }
}
