package dev.handoff.edge.live;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who may follow what happens, and how many may at a time. */
@ConfigMapping(prefix = "handoff.live")
public interface LiveConfig {

    /**
     * What tokens for browsers are signed with: any text of at least 16 characters, the same on all instances. Defaults to
     * a key that is made of {@code HANDOFF_API_KEY}, and without that to a random one of each process.
     */
    Optional<String> secret();

    /** How many clients may follow on this instance at a time, questions that wait among them. Defaults to 5,000. */
    @WithDefault("5000")
    int clients();

    /** How many tasks, groups, types, names and subjects a client may follow. Defaults to 1,000. */
    @WithDefault("1000")
    int subscriptions();

    /** How many messages may wait for a client. One that lets more wait is closed, and can resume. Defaults to 1,000. */
    @WithDefault("1000")
    int queue();

    /** How many bytes they may have together. Defaults to 1 MiB. */
    @WithDefault("1M")
    MemorySize queueSize();

    /** How often a client is asked for a sign of life. Defaults to 20 s. */
    @WithDefault("20s")
    Duration ping();

    /** After how long a client is closed that gives none, or takes nothing that is sent to it. Defaults to 1 minute. */
    @WithDefault("1m")
    Duration idle();

    /**
     * After how long a stream of server-sent events ends. Its client asks again and resumes, and one that has vanished without
     * a word is not kept until TCP gives up, which takes Linux a quarter of an hour. Defaults to 10 minutes.
     */
    @WithDefault("10m")
    Duration stream();
}
