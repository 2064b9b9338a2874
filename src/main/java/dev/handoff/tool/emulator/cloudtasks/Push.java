package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * One attempt of a task, as its target gets it.
 *
 * @param deadline how long the target has
 * @param retries how many attempts there were before
 * @param executions how many of these got an answer other than 5XX
 * @param eta when it was to be made
 * @param previous what the target answered the last time
 */
record Push(
        TaskName task,
        HttpRequest request,
        Duration deadline,
        int retries,
        int executions,
        Instant eta,
        OptionalInt previous) {}
