package dev.handoff.domain.speaking;

import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Deletes sessions that have expired, or in which nobody has spoken for long, with their files. A session is
 * closed first, so that nobody stores anything in it, and its row goes last: what dies in between leaves a closed session, which is
 * found again. Evaluations stay.
 */
@Singleton
final class CleanUpSessions implements TaskHandler<CleanUpSessions.Input, CleanUpSessions.CleanedUp> {

    static final TaskType<Input, CleanedUp> CLEANUP_SESSIONS = TaskType.of(
                    "cleanup-sessions", Input.class, CleanedUp.class)
            .description("Deletes sessions of speaking that are idle or have expired, with their files.")
            .timeout(Duration.ofMinutes(30));

    private static final int BATCH = 100;

    private final SessionStore sessions;
    private final Chunks chunks;
    private final SpeakingConfig config;

    CleanUpSessions(SessionStore sessions, Chunks chunks, SpeakingConfig config) {
        this.sessions = sessions;
        this.chunks = chunks;
        this.config = config;
    }

    record Input() {}

    record CleanedUp(long sessions) {}

    @Override
    public TaskType<Input, CleanedUp> type() {
        return CLEANUP_SESSIONS;
    }

    @Override
    public CleanedUp handle(Input input, TaskRun run) throws Exception {
        long deleted = 0;
        while (true) {
            var over = sessions.close(config.idle(), BATCH);
            for (var session : over) {
                chunks.deleteAll(session);
            }
            sessions.delete(over);
            deleted += over.size();
            run.progress(deleted, deleted);
            if (over.size() < BATCH) {
                return new CleanedUp(deleted);
            }
        }
    }
}
