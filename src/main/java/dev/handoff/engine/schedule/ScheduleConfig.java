package dev.handoff.engine.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Which tasks are submitted by the clock. */
@ConfigMapping(prefix = "handoff.scheduler")
public interface ScheduleConfig {

    /**
     * {@code HANDOFF_SCHEDULES}: one JSON object with a member for each schedule, such as {@code {"nightly": {"type":
     * "process-message", "cron": "0 3 * * *", "zone": "Europe/Vienna", "input": {"text": "good night"}}}}.
     *
     * <p>A name has up to 60 lower-case letters, digits and hyphens. {@code cron} has the five fields of Unix and of Cloud
     * Scheduler. {@code zone} is a name of the tz database and defaults to {@code Etc/UTC}, {@code input} to an empty
     * object. {@code deadline_seconds} is how late a missed tick may still be run, from 60 to 604800, by default a day.
     */
    @WithDefault("${HANDOFF_SCHEDULES:}")
    Optional<String> schedules();

    /**
     * {@code HANDOFF_SCHEDULER}: whether this instance submits what is due by itself. Where all instances may be asleep,
     * turn it off and have something that never sleeps call {@code POST /api/schedules/{name}/tick}. Defaults to
     * {@code on}.
     */
    @WithDefault("${HANDOFF_SCHEDULER:on}")
    Mode mode();

    enum Mode {
        ON,
        OFF
    }
}
