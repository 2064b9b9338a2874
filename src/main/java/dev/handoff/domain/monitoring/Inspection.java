package dev.handoff.domain.monitoring;

import dev.handoff.domain.monitoring.rule.Flag;
import dev.handoff.domain.monitoring.rule.Rules;
import dev.handoff.domain.monitoring.rule.Ruleset;
import dev.handoff.domain.monitoring.rule.Similarity;
import dev.handoff.domain.monitoring.rule.Similarity.Compared;
import dev.handoff.event.Scans.Message;
import dev.handoff.kit.provider.Sieve;
import dev.handoff.kit.provider.Sieve.Result;
import dev.handoff.kit.provider.moderation.Moderator;
import dev.handoff.kit.provider.moderation.Moderator.Judgement;
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

    /**
     * The result of a step.
     *
     * @param refused messages that the model can't take, with the reason, by their ids
     */
    private record Judged(List<Flag> flags, Map<String, String> refused) {

        /** Steps that earlier versions have stored lack some. */
        Judged {
            refused = Objects.requireNonNullElse(refused, Map.of());
        }
    }

    Found inspect(List<Message> messages, TaskRun run) throws Exception {
        var current = rules.current();
        var flags = new ArrayList<Flag>();
        var errors = new LinkedHashMap<String, String>();
        for (var message : messages) {
            var examined = current.examine(message, config.messageTime());
            flags.addAll(examined.flags());
            examined.errors().stream().findFirst().ifPresent(error -> errors.put(message.messageId(), error));
        }
        var unusable = Map.<String, String>of();
        if (current.hasClaims()) {
            var compared = run.step("claims", Compared.class, () -> similarity.compare(messages, current));
            flags.addAll(compared.flags());
            compared.unread().forEach(errors::putIfAbsent);
            unusable = compared.unusable();
        }
        if (moderator.isOn()) {
            moderate(messages, run, flags, errors);
        }
        return new Found(flags, failed(errors), note(current, unusable));
    }

    private static List<Scanned.Failed> failed(Map<String, String> errors) {
        return errors.entrySet().stream()
                .map(error -> new Scanned.Failed(error.getKey(), error.getValue()))
                .toList();
    }

    private void moderate(List<Message> messages, TaskRun run, List<Flag> flags, Map<String, String> errors)
            throws Exception {
        var spoken = messages.stream().filter(it -> !it.content().isBlank()).toList();
        for (int i = 0; i < spoken.size(); i += Moderator.MAX_TEXTS) {
            var some = spoken.subList(i, Math.min(i + Moderator.MAX_TEXTS, spoken.size()));
            var judged = run.step("moderation-" + i, Judged.class, () -> judge(some));
            flags.addAll(judged.flags());
            judged.refused().forEach(errors::putIfAbsent);
        }
    }

    private Judged judge(List<Message> messages) throws Exception {
        var judged = new Sieve<>(moderator::judge, Moderator.MAX_TEXTS)
                .ask(messages.stream().map(Message::content).toList());
        var flags = new ArrayList<Flag>();
        var refused = new LinkedHashMap<String, String>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            switch (judged.get(i)) {
                case Result.Taken<List<Judgement>>(var judgements) ->
                    judgements.forEach(it -> flags.add(new Flag(
                            message.messageId(),
                            message.authorId(),
                            "moderation:" + it.category(),
                            it.score(),
                            Optional.empty())));
                case Result.Refused<List<Judgement>>(var reason) -> refused.put(message.messageId(), reason);
            }
        }
        return new Judged(flags, refused);
    }

    private Optional<String> note(Ruleset current, Map<String, String> unusable) {
        if (current.size() == 0 && !moderator.isOn()) {
            return Optional.of("nothing was looked for: there are no rules, and HANDOFF_MODERATION is none;"
                    + " PUT rules to /api/scan-rules/{id}, then scan under another scan_id");
        }
        return unusable.entrySet().stream()
                .findFirst()
                .map(claim -> "no message was compared with " + unusable.size()
                        + " of the claims, which the embedding model can't take, such as '" + claim.getKey() + "': "
                        + claim.getValue() + "; change or remove them");
    }
}
