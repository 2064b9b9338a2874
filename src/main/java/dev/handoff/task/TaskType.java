package dev.handoff.task;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of task: its names, the shapes of its input and result, and the policy by which it runs. A constant that
 * submitter and handler share.
 *
 * @param name lower-case letters, digits and hyphens, at most 63 characters; it is part of URLs and queue names
 * @param aliases what it is called elsewhere, see {@link #aliases}
 * @param input the record that the input's JSON is read into
 * @param result the record that the handler returns
 */
public record TaskType<I, R>(
        String name, Set<String> aliases, Class<I> input, Class<R> result, Policy policy, Disclosure disclosure) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z][\\w:.-]{0,99}");
    private static final Pattern CORRELATED = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");
    private static final Pattern FIELDS = Pattern.compile("[\\w$-]+(\\.[\\w$-]+)*");

    /** How attempts run. */
    public record Policy(Duration timeout, RetryPolicy retries, Concurrency concurrency, Weight weight) {

        private static final Policy USUAL =
                new Policy(Duration.ofMinutes(10), RetryPolicy.DEFAULT, new Concurrency.Unlimited(), Weight.LIGHT);

        public Policy {
            Objects.requireNonNull(timeout);
            Objects.requireNonNull(retries);
            Objects.requireNonNull(concurrency);
            Objects.requireNonNull(weight);
        }
    }

    /** What is told of the type and its tasks, and what isn't. */
    public record Disclosure(
            String description,
            Optional<Labels> labels,
            List<Announcement<?>> announcements,
            List<String> secrets,
            Optional<String> correlated) {

        private static final Disclosure USUAL =
                new Disclosure("", Optional.empty(), List.of(), List.of(), Optional.empty());

        public Disclosure {
            Objects.requireNonNull(description);
            Objects.requireNonNull(labels);
            Objects.requireNonNull(correlated);
            announcements = List.copyOf(announcements);
            secrets = List.copyOf(secrets);
        }
    }

    public TaskType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("task type name must match " + NAME + ", was " + name);
        }
        aliases = Set.copyOf(aliases);
        for (var alias : aliases) {
            if (!ALIAS.matcher(alias).matches()) {
                throw new IllegalArgumentException("an alias of " + name + " must match " + ALIAS + ", was " + alias);
            }
        }
        if (!policy.timeout().isPositive()) {
            throw new IllegalArgumentException("timeout of " + name + " must be positive, was " + policy.timeout());
        }
        Objects.requireNonNull(input);
        Objects.requireNonNull(result);
        for (var secret : disclosure.secrets()) {
            if (!FIELDS.matcher(secret).matches()) {
                throw new IllegalArgumentException(
                        "a secret of " + name + " must look like password or user.token, was '" + secret + "'");
            }
        }
        disclosure.correlated().ifPresent(field -> {
            if (!CORRELATED.matcher(field).matches() || disclosure.secrets().contains(field)) {
                throw new IllegalArgumentException("what " + name
                        + " correlates by must look like resource_id and be no" + " secret, was '" + field + "'");
            }
        });
    }

    /** A light type with a timeout of 10 minutes, {@link RetryPolicy#DEFAULT} and no limit of its own on concurrency. */
    public static <I, R> TaskType<I, R> of(String name, Class<I> input, Class<R> result) {
        return new TaskType<>(name, Set.of(), input, result, Policy.USUAL, Disclosure.USUAL);
    }

    /**
     * Further names, such as {@code content:batch_scan}, by which producers and settings may call the type: letters, digits,
     * underscores, colons, dots and hyphens, at most 100 characters. Everything is stored and told under its own name. With
     * underscores for hyphens that is understood without an alias.
     */
    public TaskType<I, R> aliases(String... names) {
        return new TaskType<>(name, Set.of(names), input, result, policy, disclosure);
    }

    private TaskType<I, R> with(Policy other) {
        return new TaskType<>(name, aliases, input, result, other, disclosure);
    }

    private TaskType<I, R> with(Disclosure other) {
        return new TaskType<>(name, aliases, input, result, policy, other);
    }

    /** How long one attempt may take before it is interrupted and counts as failed. */
    public Duration timeout() {
        return policy.timeout();
    }

    public TaskType<I, R> timeout(Duration longest) {
        return with(new Policy(longest, retries(), concurrency(), weight()));
    }

    /** When a failed attempt is followed by another. */
    public RetryPolicy retries() {
        return policy.retries();
    }

    public TaskType<I, R> retries(RetryPolicy retries) {
        return with(new Policy(timeout(), retries, concurrency(), weight()));
    }

    /** How many attempts one instance runs at a time. */
    public Concurrency concurrency() {
        return policy.concurrency();
    }

    public TaskType<I, R> concurrency(int attemptsAtATime) {
        return concurrency(new Concurrency.Fixed(attemptsAtATime));
    }

    /** One attempt at a time for each processor of the machine that runs them, for work that keeps a processor busy. */
    public TaskType<I, R> onePerProcessor() {
        return concurrency(new Concurrency.OnePerProcessor());
    }

    private TaskType<I, R> concurrency(Concurrency limit) {
        return with(new Policy(timeout(), retries(), limit, weight()));
    }

    /** How much an attempt takes. */
    public Weight weight() {
        return policy.weight();
    }

    public TaskType<I, R> heavy() {
        return with(new Policy(timeout(), retries(), concurrency(), Weight.HEAVY));
    }

    /** One sentence for people who choose among types; empty if there is none. */
    public String description() {
        return disclosure.description();
    }

    public TaskType<I, R> description(String sentence) {
        return with(new Disclosure(sentence, labels(), announcements(), secrets(), correlated()));
    }

    /** How telemetry groups the type; empty if it is in no group. */
    public Optional<Labels> labels() {
        return disclosure.labels();
    }

    /**
     * Names the type's place among others, for telemetry and for people; it changes nothing about how tasks run.
     *
     * @param component the part of the application that it belongs to, such as {@code content_monitoring}
     * @param taskType what it does there, such as {@code batch}
     */
    public TaskType<I, R> labels(String component, String taskType) {
        var named = Optional.of(new Labels(component, taskType));
        return with(new Disclosure(description(), named, announcements(), secrets(), correlated()));
    }

    /** What its tasks may tell while they run. */
    public List<Announcement<?>> announcements() {
        return disclosure.announcements();
    }

    /** What its tasks may tell while they run, by {@link TaskRun#announce}. */
    public TaskType<I, R> announces(Announcement<?>... kinds) {
        return with(new Disclosure(description(), labels(), List.of(kinds), secrets(), correlated()));
    }

    /** Fields of input and result that nobody is shown, see {@link #secret}. */
    public List<String> secrets() {
        return disclosure.secrets();
    }

    /**
     * Names fields whose values are never shown: not by the API, the page and the command line, not in errors, announcements
     * and logs of attempts. The handler sees them, and they are stored as they are.
     *
     * @param fields by their names in JSON, such as {@code password} or {@code user.token}; of an array all elements are
     *     meant. Each belongs to the input, the result or both
     */
    public TaskType<I, R> secret(String... fields) {
        return with(new Disclosure(description(), labels(), announcements(), List.of(fields), correlated()));
    }

    /** The field of the input that is told with each attempt, see {@link #correlate}. */
    public Optional<String> correlated() {
        return disclosure.correlated();
    }

    /**
     * Names the field of the input that goes into every log line and span of an attempt, so that one search finds all that was
     * done about a thing.
     *
     * @param field by its name in JSON, of two or more words, such as {@code resource_id}; what is at the top of the input, and
     *     no secret
     */
    public TaskType<I, R> correlate(String field) {
        return with(new Disclosure(description(), labels(), announcements(), secrets(), Optional.of(field)));
    }
}
