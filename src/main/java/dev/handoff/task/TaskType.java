package dev.handoff.task;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kind of task: its name, the shapes of its input and result, and the policy by which it runs. A constant that
 * submitter and handler share.
 *
 * @param name lower-case letters, digits and hyphens, at most 63 characters; it is part of URLs and queue names
 * @param description one sentence for people who choose among types
 * @param input the record that the input's JSON is read into
 * @param result the record that the handler returns
 * @param timeout how long one attempt may take before it is interrupted and counts as failed
 * @param retries when a failed attempt is followed by another
 * @param concurrency how many attempts one instance runs at a time
 * @param weight how much an attempt takes
 * @param labels how telemetry groups the type; empty if it is in no group
 * @param announcements what its tasks may tell while they run
 * @param secrets fields of input and result that nobody is shown, see {@link #secret}
 */
public record TaskType<I, R>(
        String name,
        String description,
        Class<I> input,
        Class<R> result,
        Duration timeout,
        RetryPolicy retries,
        Concurrency concurrency,
        Weight weight,
        Optional<Labels> labels,
        List<Announcement<?>> announcements,
        List<String> secrets) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern FIELDS = Pattern.compile("[\\w$-]+(\\.[\\w$-]+)*");

    public TaskType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("task type name must match " + NAME + ", was " + name);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout of " + name + " must be positive, was " + timeout);
        }
        Objects.requireNonNull(input);
        Objects.requireNonNull(result);
        Objects.requireNonNull(retries);
        Objects.requireNonNull(concurrency);
        Objects.requireNonNull(weight);
        Objects.requireNonNull(labels);
        announcements = List.copyOf(announcements);
        secrets = List.copyOf(secrets);
        for (var secret : secrets) {
            if (!FIELDS.matcher(secret).matches()) {
                throw new IllegalArgumentException(
                        "a secret of " + name + " must look like password or user.token, was '" + secret + "'");
            }
        }
    }

    /** A light type with a timeout of 10 minutes, {@link RetryPolicy#DEFAULT} and no limit of its own on concurrency. */
    public static <I, R> TaskType<I, R> of(String name, Class<I> input, Class<R> result) {
        return new TaskType<>(
                name,
                "",
                input,
                result,
                Duration.ofMinutes(10),
                RetryPolicy.DEFAULT,
                new Concurrency.Unlimited(),
                Weight.LIGHT,
                Optional.empty(),
                List.of(),
                List.of());
    }

    public TaskType<I, R> description(String sentence) {
        return new TaskType<>(
                name, sentence, input, result, timeout, retries, concurrency, weight, labels, announcements, secrets);
    }

    public TaskType<I, R> timeout(Duration longest) {
        return new TaskType<>(
                name,
                description,
                input,
                result,
                longest,
                retries,
                concurrency,
                weight,
                labels,
                announcements,
                secrets);
    }

    public TaskType<I, R> retries(RetryPolicy policy) {
        return new TaskType<>(
                name, description, input, result, timeout, policy, concurrency, weight, labels, announcements, secrets);
    }

    public TaskType<I, R> concurrency(int attemptsAtATime) {
        return concurrency(new Concurrency.Fixed(attemptsAtATime));
    }

    /** One attempt at a time for each processor of the machine that runs them, for work that keeps a processor busy. */
    public TaskType<I, R> onePerProcessor() {
        return concurrency(new Concurrency.OnePerProcessor());
    }

    private TaskType<I, R> concurrency(Concurrency policy) {
        return new TaskType<>(
                name, description, input, result, timeout, retries, policy, weight, labels, announcements, secrets);
    }

    public TaskType<I, R> heavy() {
        return new TaskType<>(
                name,
                description,
                input,
                result,
                timeout,
                retries,
                concurrency,
                Weight.HEAVY,
                labels,
                announcements,
                secrets);
    }

    /**
     * Names the type's place among others, for telemetry and for people; it changes nothing about how tasks run.
     *
     * @param component the part of the application that it belongs to, such as {@code content_monitoring}
     * @param taskType what it does there, such as {@code batch}
     */
    public TaskType<I, R> labels(String component, String taskType) {
        var named = Optional.of(new Labels(component, taskType));
        return new TaskType<>(
                name, description, input, result, timeout, retries, concurrency, weight, named, announcements, secrets);
    }

    /** What its tasks may tell while they run, by {@link TaskRun#announce}. */
    public TaskType<I, R> announces(Announcement<?>... kinds) {
        return new TaskType<>(
                name,
                description,
                input,
                result,
                timeout,
                retries,
                concurrency,
                weight,
                labels,
                List.of(kinds),
                secrets);
    }

    /**
     * Names fields whose values are never shown: not by the API, the page and the command line, not in errors, announcements
     * and logs of attempts. The handler sees them, and they are stored as they are.
     *
     * @param fields by their names in JSON, such as {@code password} or {@code user.token}; of an array all elements are
     *     meant. Each belongs to the input, the result or both
     */
    public TaskType<I, R> secret(String... fields) {
        return new TaskType<>(
                name,
                description,
                input,
                result,
                timeout,
                retries,
                concurrency,
                weight,
                labels,
                announcements,
                List.of(fields));
    }
}
