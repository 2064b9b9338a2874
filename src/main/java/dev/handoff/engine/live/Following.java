package dev.handoff.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A listener's place in the log. Closing it ends it. */
public final class Following implements AutoCloseable {

    private final Listener listener;
    private final Consumer<Following> ended;
    private volatile long position;

    Following(Listener listener, long position, Consumer<Following> ended) {
        this.listener = listener;
        this.position = position;
        this.ended = ended;
    }

    /** The id of what was heard last; where to resume. */
    public long position() {
        return position;
    }

    /** What was before this is lost. */
    void reset(long position) {
        this.position = position;
        listener.reset(position);
    }

    /** There is nothing up to here. */
    void skipTo(long position) {
        this.position = Math.max(this.position, position);
    }

    void hear(List<Line> lines) {
        pass(lines, listener::hear);
    }

    void hearEarlier(List<Line> lines) {
        pass(lines, listener::hearEarlier);
    }

    private void pass(List<Line> lines, Consumer<List<News>> to) {
        var news = new ArrayList<News>(lines.size());
        for (var line : lines) {
            if (line.id() > position) {
                switch (line) {
                    case News it -> news.add(it);
                    case Line.Gap gap -> {
                        tell(news, to);
                        news.clear();
                        reset(gap.id());
                    }
                }
            }
        }
        tell(news, to);
    }

    private void tell(List<News> news, Consumer<List<News>> to) {
        if (!news.isEmpty()) {
            position = news.getLast().id();
            to.accept(List.copyOf(news));
        }
    }

    /** Hears no more, but for what is being told at this moment. */
    @Override
    public void close() {
        ended.accept(this);
    }
}
