package dev.handoff.domain.monitoring;

import dev.handoff.domain.monitoring.rule.Flag;
import dev.handoff.domain.monitoring.rule.Rules;
import dev.handoff.domain.monitoring.rule.Ruleset;
import dev.handoff.domain.monitoring.rule.Similarity;
import dev.handoff.domain.monitoring.rule.Similarity.Compared;
import dev.handoff.event.Scans.Message;
import dev.handoff.kit.provider.moderation.Moderator;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compares messages with all rules. Calls that cost money are steps, so they are made once over all attempts. */
@Singleton
class Inspection {

    private final Rules rules;
    private final Similarity similarity;
    private final Moderator moderator;
    private final ScanConfig config;

    Inspection(Rules rules, Similarity similarity, Moderator moderator, ScanConfig config) {
        this.rules = rules;
        this.similarity = similarity;
        this.moderator = moderator;
        this.config = config;
    }

    /**
     * What was found.
     *
     * @param errors one for each message that could not be checked completely
     * @param note what the reader of an empty result should know
     */
    record Found(List<Flag> flags, List<Scanned.Failed> errors, Optional<String> note) {}

    /** The result of a step. */
    private record Flags(List<Flag> flags) {}

    Found inspect(List<Message> messages, TaskRun run) throws Exception {
        var current = rules.current();
        var flags = new ArrayList<Flag>();
        var errors = new LinkedHashMap<String, String>();
        for (var message : messages) {
            var examined = current.examine(message, config.messageTime());
            flags.addAll(examined.flags());
            examined.errors().stream().findFirst().ifPresent(error -> errors.put(message.messageId(), error));
        }
        if (current.hasClaims()) {
            var compared = run.step("claims", Compared.class, () -> similarity.compare(messages, current));
            flags.addAll(compared.flags());
            // Null in the results of steps that earlier versions have stored.
            Objects.requireNonNullElse(compared.unread(), Map.<String, String>of())
                    .forEach(errors::putIfAbsent);
        }
        if (moderator.isOn()) {
            flags.addAll(moderate(messages, run));
        }
        return new Found(flags, failed(errors), note(current));
    }

    private static List<Scanned.Failed> failed(Map<String, String> errors) {
        return errors.entrySet().stream()
                .map(error -> new Scanned.Failed(error.getKey(), error.getValue()))
                .toList();
    }

    private List<Flag> moderate(List<Message> messages, TaskRun run) throws Exception {
        var spoken = messages.stream().filter(it -> !it.content().isBlank()).toList();
        var flags = new ArrayList<Flag>();
        for (int i = 0; i < spoken.size(); i += Moderator.MAX_TEXTS) {
            var some = spoken.subList(i, Math.min(i + Moderator.MAX_TEXTS, spoken.size()));
            flags.addAll(
                    run.step("moderation-" + i, Flags.class, () -> judge(some)).flags());
        }
        return flags;
    }

    private Flags judge(List<Message> messages) throws Exception {
        var judged = moderator.judge(messages.stream().map(Message::content).toList());
        var flags = new ArrayList<Flag>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            judged.get(i)
                    .forEach(it -> flags.add(new Flag(
                            message.messageId(),
                            message.authorId(),
                            "moderation:" + it.category(),
                            it.score(),
                            Optional.empty())));
        }
        return new Flags(flags);
    }

    private Optional<String> note(Ruleset current) {
        return current.size() > 0 || moderator.isOn()
                ? Optional.empty()
                : Optional.of("nothing was looked for: there are no rules, and HANDOFF_MODERATION is none;"
                        + " PUT rules to /api/scan-rules/{id}, then scan under another scan_id");
    }
}
