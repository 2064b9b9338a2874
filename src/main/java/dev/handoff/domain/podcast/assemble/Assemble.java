package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.storage.Storage;
import dev.handoff.task.GroupFiles;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;

/** Makes an episode of a recording and a template. */
@Singleton
public final class Assemble implements TaskHandler<AssembleInput, Assembled>, GroupFiles {

    public static final TaskType<AssembleInput, Assembled> ASSEMBLE = TaskType.of(
                    "assemble", AssembleInput.class, Assembled.class)
            .correlate("episode_id")
            .description("Makes an episode of a recording and a template.")
            .timeout(Duration.ofMinutes(30))
            .heavy()
            .onePerProcessor();

    private final EpisodeTemplates templates;
    private final Division division;
    private final Composition composition;
    private final Storage storage;

    Assemble(EpisodeTemplates templates, Division division, Composition composition, Storage storage) {
        this.templates = templates;
        this.division = division;
        this.composition = composition;
        this.storage = storage;
    }

    @Override
    public TaskType<AssembleInput, Assembled> type() {
        return ASSEMBLE;
    }

    @Override
    public void check(AssembleInput input) {
        templates.check(input);
    }

    @Override
    public Assembled handle(AssembleInput input, TaskRun run) throws Exception {
        var group = run.completes();
        return group.isPresent() ? composition.compose(input, group.get(), run) : division.divide(input, run);
    }

    @Override
    public void delete(GroupId group) throws TaskFailure, IOException {
        new WorkFolder(storage, group).delete();
    }
}
