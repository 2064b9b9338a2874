package dev.handoff.process;

import java.util.Map;

/** An input for every task type, with every field. */
final class TaskInputs {

    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry(
                    "process-message",
                    "{\"text\":\"hello\",\"sleep_ms\":2,\"fail_attempts\":0,\"fail_permanently\":false,\"steps\":2}"),
            Map.entry("recount", "{\"entity_type\":\"post\",\"entity_id\":\"p1\"}"),
            Map.entry("notify-comment", "{\"comment_id\":\"c1\"}"),
            Map.entry("notify-vote", "{\"entity_type\":\"post\",\"entity_id\":\"p1\",\"user_id\":\"ann\"}"),
            Map.entry("retract-post", "{\"post_id\":\"p1\"}"),
            Map.entry("retract-comment", "{\"comment_id\":\"c1\",\"post_id\":\"p1\"}"),
            Map.entry(
                    "process-speak-audio",
                    "{\"resource_id\":\"r1\",\"audio_chunks\":[\"sense-and-sensibility.wav\"],\"user_name\":\"Jane\","
                            + "\"session_id\":\"s1\",\"content\":\"Unless to be rather cold-hearted\"}"),
            Map.entry("calculate-rating", "{\"resource_id\":\"r1\"}"),
            Map.entry("calculate-all-ratings", "{\"page_size\":10}"),
            Map.entry("calculate-rating-page", "{\"after\":\"\",\"last\":\"r1\",\"prior\":0.5}"),
            Map.entry("sync-impressions-from-redis", "{}"),
            Map.entry("cleanup-sessions", "{}"),
            Map.entry("index-post", "{\"post_id\":\"p1\",\"title\":\"Sense and sensibility\"}"),
            Map.entry(
                    "feed-post",
                    "{\"post_id\":\"p1\",\"author_id\":\"jane\",\"circle_id\":\"c1\",\"title\":\"Sense\",\"published_at\":\"2026-11-22T09:00:00Z\"}"),
            Map.entry("notify-followers", "{\"post_id\":\"p1\",\"author_id\":\"jane\",\"title\":\"Sense\"}"),
            Map.entry(
                    "assemble",
                    "{\"episode_id\":\"sense\",\"template_id\":null,\"template\":{\"segments\":[{\"type\":\"main\"}]},"
                            + "\"main_content_filename\":\"sense-and-sensibility.wav\",\"output_filename\":\"sense.mp3\","
                            + "\"tts_values\":{\"host\":\"Jane\"},\"episode_details\":{\"title\":\"Sense\"},"
                            + "\"user_id\":\"jane\",\"options\":{\"trim_silence\":false}}"),
            Map.entry(
                    "process-chunk",
                    "{\"episode_id\":\"sense\",\"chunk_id\":\"chunk-1\",\"filename\":\"sense-and-sensibility.wav\",\"start\":0,"
                            + "\"end\":5,\"options\":{\"format\":\"mp3\"}}"),
            Map.entry(
                    "transcribe",
                    "{\"filename\":\"sense-and-sensibility.wav\",\"user_id\":\"jane\",\"language\":\"en\"}"),
            Map.entry(
                    "ai-note",
                    "{\"content\":\"The moon is made of cheese.\",\"claims\":[\"It is cheese\"],\"links\":[\"https://nasa.gov/moon\"],"
                            + "\"ratings\":{\"misleading\":12},\"language\":\"en\"}"),
            Map.entry("vision-description", "{\"image\":\"moon.png\",\"language\":\"en\"}"),
            Map.entry("embedding", "{\"texts\":[\"hello\"],\"provider_id\":\"minilm\"}"),
            Map.entry("embed-messages-batch", "{\"message_ids\":[1],\"provider_id\":\"minilm\"}"),
            Map.entry("embed-atoms-batch", "{\"atom_ids\":[1],\"provider_id\":null}"),
            Map.entry("rechunk", "{\"kind\":\"atom\",\"ids\":[1],\"size\":500,\"overlap\":50}"),
            Map.entry(
                    "audit-log",
                    "{\"event_id\":\"0198c0de-0000-7000-8000-000000000001\",\"occurred_at\":\"2026-11-22T09:00:00Z\",\"actor\":\"jane\","
                            + "\"action\":\"post.hidden\",\"entity_type\":\"post\",\"entity_id\":\"p1\",\"details\":{\"why\":\"spam\"}}"),
            Map.entry(
                    "batch-scan",
                    "{\"scan_id\":\"s1\",\"community_server_id\":\"c1\",\"batch_number\":1,\"messages\":"
                            + "[{\"message_id\":\"m1\",\"author_id\":\"jane\",\"content\":\"Sense\",\"links\":[\"https://a.example\"]}]}"),
            // Of a scan without messages, which is finished at once.
            Map.entry("close-scan", "{\"scan_id\":\"s2\",\"community_server_id\":\"c1\",\"transmitted_messages\":0}"),
            Map.entry("finalize-scan", "{\"scan_id\":\"s2\"}"));

    private TaskInputs() {}
}
