package dev.handoff.engine.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.live.Announcer;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.task.Usage;
import java.util.function.BiConsumer;

/**
 * What all attempts work with.
 *
 * @param spending hears of each usage after it is stored
 */
record AttemptServices(
        TaskStore store,
        FollowUps followUps,
        Announcer announcer,
        ObjectMapper json,
        BiConsumer<Claim, Usage> spending) {}
