package dev.handoff.edge.http;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.Depth;
import dev.handoff.engine.store.PausedType;
import dev.handoff.engine.store.TaskCounts;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.sweep.Pauses;
import dev.handoff.engine.tally.Period;
import dev.handoff.engine.tally.Sums;
import dev.handoff.engine.tally.TallyStore;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells how it goes: what waits and runs now, and what the last hour or day brought. */
@Path("/api/overview")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class OverviewResource {

    /** However many people look, the database is asked this often. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final TaskReader reader;
    private final TallyStore tally;
    private final TaskCounts counts;
    private final Pauses pauses;
    private final TaskTypes types;
    private final Clock clock;
    private final Map<Period, Overview> latest = new EnumMap<>(Period.class);

    OverviewResource(
            TaskReader reader, TallyStore tally, TaskCounts counts, Pauses pauses, TaskTypes types, Clock clock) {
        this.reader = reader;
        this.tally = tally;
        this.counts = counts;
        this.pauses = pauses;
        this.types = types;
        this.clock = clock;
    }

    /**
     * @param step how long each point is
     * @param types all that are known, have open tasks, or had some in the period
     * @param points the whole period, oldest first
     * @param dead all that are dead now
     * @param paused the types that are paused
     */
    record Overview(
            Instant takenAt, Duration step, List<TypeLine> types, List<Point> points, Dead dead, List<Pause> paused) {

        /** Who has just paused a type wants to see that at once. */
        Overview with(List<Pause> now) {
            return new Overview(takenAt, step, types, points, dead, now);
        }
    }

    /** @param isMore whether there are more than are counted */
    @Schema(name = "DeadCount")
    record Dead(long count, boolean isMore) {}

    /** @param by whom: the name of a key or an account */
    @Schema(name = "PausedTaskType")
    record Pause(String type, Instant pausedAt, String by, Optional<String> reason) {

        static Pause of(PausedType type) {
            return new Pause(type.type(), type.since(), type.by(), type.reason());
        }
    }

    /**
     * What a type's tasks do now, and did in the period.
     *
     * @param oldestDue how long the one that has waited longest has been due
     * @param failed attempts, after which their task is tried again
     * @param waitedP50 half of the attempts began within this time of being due
     */
    record TypeLine(
            String type,
            long queued,
            long running,
            Duration oldestDue,
            long submitted,
            long succeeded,
            long failed,
            long dead,
            long cancelled,
            Optional<Duration> waitedP50,
            Optional<Duration> waitedP95,
            Optional<Duration> ranP50,
            Optional<Duration> ranP95,
            long inputTokens,
            long outputTokens,
            BigDecimal cost) {}

    record Point(Instant beganAt, long submitted, long succeeded, long failed, long dead, long cancelled) {

        static Point of(Instant began, Sums sums) {
            return new Point(began, sums.submitted(), sums.succeeded(), sums.failed(), sums.dead(), sums.cancelled());
        }
    }

    @Operation(
            operationId = "getOverview",
            summary = "Read what waits and runs, and what the last hour or day brought",
            description =
                    "Numbers of the period are written down every ten seconds; a process that is killed takes its "
                            + "last ones with it. Quantiles are exact to a fifth.")
    @APIResponseSchema(value = Overview.class, responseCode = "200")
    @GET
    public Overview get(@QueryParam("period") @DefaultValue("hour") String name) {
        var period = Arrays.stream(Period.values())
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadRequest("period", "must be hour or day", name));
        return recent(period).with(pauses.all().stream().map(Pause::of).toList());
    }

    private synchronized Overview recent(Period period) {
        var known = latest.get(period);
        var now = clock.instant();
        if (known == null || known.takenAt().plus(FRESH).isBefore(now)) {
            known = read(period, now);
            latest.put(period, known);
        }
        return known;
    }

    private Overview read(Period period, Instant now) {
        var counted = tally.read(period, now);
        var depths = reader.depth();
        var names = new TreeSet<>(types.all().stream().map(TaskType::name).toList());
        names.addAll(counted.types().keySet());
        depths.forEach(depth -> names.add(depth.type()));
        var lines = names.stream()
                .map(type -> line(type, depths, counted.types().getOrDefault(type, new Sums())))
                .toList();
        var points = new ArrayList<Point>();
        for (var at = period.first(now); !at.isAfter(now); at = at.plus(period.step())) {
            points.add(Point.of(at, counted.points().getOrDefault(at, new Sums())));
        }
        var dead = counts.dead();
        return new Overview(now, period.step(), lines, points, new Dead(dead.count(), dead.isMore()), List.of());
    }

    private static TypeLine line(String type, List<Depth> depths, Sums sums) {
        return new TypeLine(
                type,
                count(type, TaskState.QUEUED, depths),
                count(type, TaskState.RUNNING, depths),
                depths.stream()
                        .filter(depth -> depth.type().equals(type) && depth.state() == TaskState.QUEUED)
                        .map(Depth::oldest)
                        .findFirst()
                        .orElse(Duration.ZERO),
                sums.submitted(),
                sums.succeeded(),
                sums.failed(),
                sums.dead(),
                sums.cancelled(),
                sums.waited().quantile(0.5),
                sums.waited().quantile(0.95),
                sums.ran().quantile(0.5),
                sums.ran().quantile(0.95),
                sums.inputTokens(),
                sums.outputTokens(),
                sums.cost());
    }

    private static long count(String type, TaskState state, List<Depth> depths) {
        return depths.stream()
                .filter(depth -> depth.type().equals(type) && depth.state() == state)
                .mapToLong(Depth::count)
                .sum();
    }
}
