package dev.handoff.edge.telemetry;

import dev.handoff.kit.database.StatementTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.quarkus.opentelemetry.runtime.config.runtime.exporter.OtlpExporterConfig;
import io.quarkus.opentelemetry.runtime.config.runtime.exporter.OtlpExporterRuntimeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Gives every statement a span below the attempt or the request that it is a part of. One that many of them share has a span
 * below each: the first one's is that of the statement, and the others are linked to it. So every trace is whole.
 *
 * <p>Statements of nothing that is recorded, such as the polling of an idle instance, have none; nor have those of an
 * instance that sends its spans nowhere.
 */
@ApplicationScoped
public class StatementTracer implements StatementTracing {

    private static final ContextKey<List<Context>> ALL = ContextKey.named("origins");

    private static final Pattern CHANGE = Pattern.compile("\\b(INSERT INTO|(?<!FOR |KEY )UPDATE|DELETE FROM) (\\w+)");
    private static final Pattern READ = Pattern.compile("\\bFROM (\\w+)");

    private final Function<String, SpanBuilder> spans;
    private final boolean sent;

    @Inject
    StatementTracer(OpenTelemetry telemetry, OtlpExporterRuntimeConfig exporter) {
        this(telemetry, isSent(exporter));
    }

    StatementTracer(OpenTelemetry telemetry, boolean sent) {
        this.spans = telemetry.getTracer("dev.handoff")::spanBuilder;
        this.sent = sent;
    }

    private static boolean isSent(OtlpExporterRuntimeConfig exporter) {
        return exporter.traces()
                .endpoint()
                .filter(address -> !address.equals(OtlpExporterConfig.DEFAULT_GRPC_BASE_URI))
                .or(exporter::endpoint)
                .filter(address -> !address.isBlank())
                .isPresent();
    }

    private record Recorded(Context context) implements Origin {}

    @Override
    public Optional<Origin> origin() {
        return isRecorded() ? Optional.of(new Recorded(Context.current())) : Optional.empty();
    }

    private boolean isRecorded() {
        return sent && Span.current().getSpanContext().isSampled();
    }

    @Override
    public <R> R shared(List<Origin> origins, Supplier<R> work) {
        if (origins.isEmpty()) {
            return work.get();
        }
        var all = origins.stream()
                .map(origin -> ((Recorded) origin).context())
                .distinct()
                .toList();
        try (var _ = all.getFirst().with(ALL, all).makeCurrent()) {
            return work.get();
        }
    }

    @Override
    public <R> R trace(String sql, Supplier<R> statement) {
        if (!isRecorded()) {
            return statement.get();
        }
        var below = start(sql);
        try {
            return statement.get();
        } catch (RuntimeException failed) {
            var reason = Untrusted.shortened(String.valueOf(failed.getMessage()));
            below.forEach(span -> span.setStatus(StatusCode.ERROR, reason));
            throw failed;
        } finally {
            below.forEach(Span::end);
        }
    }

    private List<Span> start(String sql) {
        var summary = summary(sql);
        var below = new ArrayList<Span>();
        for (var origin : Optional.ofNullable(Context.current().get(ALL)).orElseGet(() -> List.of(Context.current()))) {
            var span = spans.apply(summary)
                    .setSpanKind(SpanKind.CLIENT)
                    .setParent(origin)
                    .setAttribute("db.system.name", "postgresql")
                    .setAttribute("db.query.summary", summary)
                    .setAttribute("db.query.text", sql);
            if (!below.isEmpty()) {
                span.addLink(below.getFirst().getSpanContext());
            }
            below.add(span.startSpan());
        }
        return below;
    }

    /** What it does to which table, in two words. */
    static String summary(String sql) {
        var change = CHANGE.matcher(sql);
        if (change.find()) {
            return change.group(1).replaceFirst(" .*", "") + " " + change.group(2);
        }
        var read = READ.matcher(sql);
        return read.find() ? "SELECT " + read.group(1) : "SELECT";
    }
}
