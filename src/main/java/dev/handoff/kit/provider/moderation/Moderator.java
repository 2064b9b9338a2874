package dev.handoff.kit.provider.moderation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.provider.OpenAiServer;
import dev.handoff.kit.provider.WebService;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks a moderation model what is wrong with texts. Each call may cost money. Safe to use from several threads. */
@Singleton
public final class Moderator {

    /** How many texts one call may have, so that an answer stays far below the megabyte that is read. */
    public static final int MAX_TEXTS = 25;

    private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z0-9_/-]{0,63}");

    private final ModerationConfig config;
    private final OpenAiServer server;
    private final WebService service;

    @Inject
    public Moderator(ModerationConfig config) {
        this(config, Duration.ofMinutes(1));
    }

    Moderator(ModerationConfig config, Duration patience) {
        this.config = config;
        this.server = new OpenAiServer(config.baseUrl(), config.apiKey());
        this.service = new WebService("the moderation service", patience);
    }

    /**
     * Something that is wrong with a text.
     *
     * @param category as the model calls it, such as {@code harassment/threatening}
     * @param score how sure the model is, from 0 to 1
     */
    public record Judgement(String category, double score) {}

    /** Whether a service is to be asked. */
    public boolean isOn() {
        return config.provider() != ModerationConfig.Choice.NONE;
    }

    /** What has to be done before the service can be asked; empty if it is ready, or none is to be asked. */
    public Optional<String> missing() {
        return isOn()
                ? server.missing().map(remedy -> "HANDOFF_MODERATION is openai, which is not ready: " + remedy)
                : Optional.empty();
    }

    /**
     * Judges texts.
     *
     * @param texts at most {@value #MAX_TEXTS}
     * @return for each, in order, the categories by which the model has flagged it
     * @throws TaskFailure if the service knows whether or when to try again
     * @throws IOException if a later attempt may do better
     */
    public List<List<Judgement>> judge(List<String> texts) throws TaskFailure, IOException, InterruptedException {
        var request = server.post("/moderations", Map.of("model", config.model(), "input", texts));
        var results = service.ask(request, server.secret()).path("results");
        if (results.size() != texts.size()) {
            throw new IOException(
                    "the moderation service answered " + results.size() + " results for " + texts.size() + " messages");
        }
        var judgements = new ArrayList<List<Judgement>>();
        for (var result : results) {
            judgements.add(judgements(result));
        }
        return judgements;
    }

    private static List<Judgement> judgements(JsonNode result) throws IOException {
        var found = new ArrayList<Judgement>();
        for (var category : result.path("categories").properties()) {
            if (category.getValue().asBoolean()) {
                double score =
                        result.path("category_scores").path(category.getKey()).asDouble(Double.NaN);
                if (!CATEGORY.matcher(category.getKey()).matches() || !(score >= 0 && score <= 1)) {
                    throw new IOException("the moderation service answered what can't be read: "
                            + WebService.quote(category.getKey(), "") + " with the score " + score);
                }
                found.add(new Judgement(category.getKey(), score));
            }
        }
        return found;
    }
}
