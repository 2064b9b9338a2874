package dev.handoff.engine.store;

import dev.handoff.engine.store.TaskRecord.StepRecord;
import dev.handoff.task.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt has used of a model.
 *
 * @param calls that were answered and whose step is stored
 * @param cost empty if the price of one of them was not known
 */
public record AttemptUsage(
        int attempt, String model, int calls, long inputTokens, long outputTokens, Optional<BigDecimal> cost) {

    private record Key(int attempt, String model) {}

    /** Sums up, in the order of the steps. */
    static List<AttemptUsage> of(List<StepRecord> steps) {
        var sums = new LinkedHashMap<Key, AttemptUsage>();
        for (var step : steps) {
            step.usage()
                    .map(usage -> of(step.attempt(), usage))
                    .ifPresent(one -> sums.merge(new Key(one.attempt(), one.model()), one, AttemptUsage::plus));
        }
        return new ArrayList<>(sums.values());
    }

    private static AttemptUsage of(int attempt, Usage usage) {
        return new AttemptUsage(attempt, usage.model(), 1, usage.inputTokens(), usage.outputTokens(), usage.cost());
    }

    private AttemptUsage plus(AttemptUsage other) {
        return new AttemptUsage(
                attempt,
                model,
                calls + other.calls,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cost.flatMap(mine -> other.cost.map(mine::add)));
    }
}
