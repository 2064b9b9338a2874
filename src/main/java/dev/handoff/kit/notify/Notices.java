package dev.handoff.kit.notify;

import dev.handoff.task.Announcement;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells users what has happened: stores it for them, and tells those who look on at the moment. */
@Singleton
public class Notices {

    /** Told of each new notice, about its user. Types whose tasks tell notices declare it. */
    public static final Announcement<Told> NOTICE = Announcement.of("notice.stored", Told.class)
            .description("A user has a new notice.")
            .about(Told::userId);

    private final NoticeStore store;

    public Notices(NoticeStore store) {
        this.store = store;
    }

    /** What those who look on are told; the words are read where the notices are listed. */
    public record Told(
            @NotNull String userId,
            @NotNull UUID noticeId,
            @NotNull String kind,
            Optional<String> actorId,
            @NotNull String entityType,
            @NotNull String entityId,
            @NotNull Instant createdAt) {

        static Told of(StoredNotice stored) {
            var notice = stored.notice();
            return new Told(
                    notice.userId(),
                    stored.id(),
                    notice.kind(),
                    notice.actorId(),
                    notice.entityType(),
                    notice.entityId(),
                    stored.createdAt());
        }
    }

    /**
     * Tells notices, each once for its user and cause.
     *
     * @param run of a task whose type declares {@link #NOTICE}
     * @param notices no two of the same user and cause
     * @return how many were new
     */
    public int tell(TaskRun run, List<Notice> notices) {
        var added = store.add(notices);
        added.forEach(it -> run.announce(NOTICE, Told.of(it)));
        return added.size();
    }

    /** Takes back whatever was told about things that are deleted. */
    public void withdraw(String entityType, List<String> entityIds) {
        store.withdraw(entityType, entityIds);
    }
}
