package dev.handoff.edge.live;

import dev.handoff.edge.live.Choice.What;
import dev.handoff.engine.live.News;
import dev.handoff.engine.live.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** News on their way to clients, written as JSON once for all of them and only if one wants them. */
final class Told {

    private final News news;
    private final Envelope envelope;
    private final List<Choice> choices;
    private final Optional<Stage> stage;
    private volatile Message message;

    Told(News news, Envelope envelope) {
        this.news = news;
        this.envelope = envelope;
        this.stage = Stage.of(news);
        this.choices = Stream.of(
                        news.task().map(it -> Choice.of(it.id())),
                        news.group().map(Choice::of),
                        news.task().map(it -> new Choice(What.TYPE, it.type())),
                        Optional.of(new Choice(What.NAME, news.event())),
                        Optional.of(new Choice(What.SUBJECT, news.subject())))
                .flatMap(Optional::stream)
                .toList();
    }

    long id() {
        return news.id();
    }

    String name() {
        return news.event();
    }

    /** By which it can be followed, besides beginnings of its name. */
    List<Choice> choices() {
        return choices;
    }

    Optional<News.OfTask> task() {
        return news.task();
    }

    /** Of the task; empty for news that don't change it. */
    Optional<Stage> stage() {
        return stage;
    }

    Message message() {
        // Two threads may write it at the same time; both write the same.
        var written = message;
        if (written == null) {
            written = envelope.of(news);
            message = written;
        }
        return written;
    }
}
